using System.Collections.Concurrent;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
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
    private readonly Dictionary<(string, string, string), (Event Event, int Partition, long Position)> stored = [];
    private readonly long[] heads = new long[2];

    /// <summary>What happens to the n-th batch that arrives, counted over all streams from 1.</summary>
    public ConcurrentDictionary<int, Break> Breaks { get; } = new();

    /// <summary>What every stream is refused with; null = none is.</summary>
    public Status? Refusal { get; set; }

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

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
    {
        lock (guard)
        {
            var answer = new GetHeadsResponse();
            answer.Heads.AddRange(
                heads.Select((head, partition) => new PartitionPosition { Partition = partition, Position = head }));
            return Task.FromResult(answer);
        }
    }

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
            answer.Results.AddRange(batch.Events.Select(Store));
            return answer;
        }
    }

    private ItemResult Store(Event item)
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
            return first.Event.Equals(item)
                ? new ItemResult { Outcome = ItemOutcome.Duplicate, Partition = first.Partition, Position = first.Position }
                : new ItemResult { Outcome = ItemOutcome.Conflict, Position = first.Position,
                    StoredContentHash = ByteString.CopyFrom(0xAB, 0xCD) };
        }

        stored[key] = (item, partition, ++heads[partition]);
        return new ItemResult { Outcome = ItemOutcome.Accepted, Partition = partition, Position = heads[partition] };
    }
}
