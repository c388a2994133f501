using System.Collections.Concurrent;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>
/// Ingestion as its contract describes it, in memory, which breaks connections at chosen points. Two partitions only, so that
/// shops share
/// them. An event with an empty consultation id is rejected.
/// </summary>
internal sealed class BreakableIngestion : IngestionService.IngestionServiceBase
{
    private readonly Lock guard = new();
    private readonly Dictionary<(string, string, string), (Event Event, int Partition, long Position, string Batch)> stored = [];
    private readonly long[] heads = new long[2];
    private readonly ConcurrentQueue<SealedMonth> sealedMonths = [];

    /// <summary>What happens to the n-th batch that arrives, counted over all streams from 1.</summary>
    public ConcurrentDictionary<int, Break> Breaks { get; } = new();

    /// <summary>What every stream is refused with; null = none is.</summary>
    public Status? Refusal { get; set; }

    /// <summary>What each answer tells.</summary>
    public int Credit { get; set; } = 1_000;

    public int BatchesSeen { get; private set; }

    public List<Event> Stored
    {
        get
        {
            lock (guard)
            {
                return [.. stored.Values.OrderBy(entry => (entry.Partition, entry.Position)).Select(entry => entry.Event)];
            }
        }
    }

    public override Task<SealMonthResponse> SealMonth(SealMonthRequest request, ServerCallContext context)
    {
        var month = new SealedMonth { Platform = request.Platform, Month = request.Month, SealedAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) };
        sealedMonths.Enqueue(month);
        return Task.FromResult(new SealMonthResponse { Sealed = month });
    }

    public override Task<ListSealedMonthsResponse> ListSealedMonths(ListSealedMonthsRequest request, ServerCallContext context)
        => Task.FromResult(new ListSealedMonthsResponse
        {
            Months = { sealedMonths.Where(month => request.Platform.Length == 0 || month.Platform == request.Platform) },
        });

    public override async Task IngestEvents(
        IAsyncStreamReader<IngestEventsRequest> requestStream, IServerStreamWriter<IngestEventsResponse> responseStream,
            ServerCallContext context)
    {
        if (Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var what = Breaks.TryGetValue(++BatchesSeen, out var planned) ? planned : (Break?)null;
            if (what == Break.Freeze)
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }

            if (what == Break.BeforeCommit)
            {
                context.GetHttpContext().Abort();
                return;
            }

            var answer = Store(requestStream.Current);
            if (what == Break.AfterCommit)
            {
                context.GetHttpContext().Abort();
                return;
            }

            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }

    public IngestEventsResponse Store(IngestEventsRequest batch)
    {
        lock (guard)
        {
            var answer = new IngestEventsResponse { BatchNumber = batch.BatchNumber };
            var copies = new HashSet<Event>();
            answer.Results.AddRange(
                batch.Events.Select(item => Store(item, $"{batch.SessionId}/{batch.BatchNumber}", isCopy: !copies.Add(item))));
            answer.Credit = Credit;
            return answer;
        }
    }

    private ItemResult Store(Event item, string batch, bool isCopy)
    {
        if (item.FactCase == Event.FactOneofCase.MessageSent && item.MessageSent.ConsultationId.Length == 0)
        {
            var violation = new FieldViolation { Field = "message_sent.consultation_id", Description = "missing" };
            return new ItemResult { Outcome = ItemOutcome.Rejected, Violations = { violation } };
        }

        var key = (item.Shop.ShopId, item.Source, item.EventId);
        var partition = item.Shop.ShopId.Length % heads.Length;
        if (stored.TryGetValue(key, out var first))
        {
            var again = first.Batch == batch && !isCopy ? ItemOutcome.Accepted : ItemOutcome.Duplicate;
            return first.Event.Equals(item)
                ? new ItemResult { Outcome = again, Partition = first.Partition, Position = first.Position }
                : new ItemResult { Outcome = ItemOutcome.Conflict, Position = first.Position,
                    StoredContentHash = ByteString.CopyFrom(0xAB, 0xCD) };
        }

        stored[key] = (item, partition, ++heads[partition], batch);
        return new ItemResult { Outcome = ItemOutcome.Accepted, Partition = partition, Position = heads[partition] };
    }
}
