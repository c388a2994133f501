using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Billing.Tests;

/// <summary>Ingestion's contract over an in-memory log: what is added is followed, in order, without gaps.</summary>
internal sealed class IngestionStub : IngestionService.IngestionServiceBase
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, List<EventRecord>> log = [];
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Records of one message of the feed; small, so that runs are cut in the middle of things.</summary>
    internal int RunLength { get; set; } = 3;

    /// <summary>Whether events are refused for now.</summary>
    internal bool IsAway { get; set; }

    /// <summary>Everything that was added, in the order of its partitions.</summary>
    internal IReadOnlyList<Event> All
    {
        get
        {
            lock (gate)
            {
                return [.. log.Values.SelectMany(records => records).Select(record => record.Event)];
            }
        }
    }

    internal void Add(params IEnumerable<Event> events)
    {
        lock (gate)
        {
            foreach (var sent in events)
            {
                var partition = Partitions.Of(sent.Shop.Platform, sent.Shop.ShopId);
                var records = log.TryGetValue(partition, out var known) ? known : log[partition] = [];
                records.Add(new EventRecord { Position = records.Count + 1, ReceivedAt = sent.OccurredAt, Event = sent });
            }

            added.TrySetResult();
            added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Takes in what is new; a consultation "refused" is.</summary>
    public override Task<SubmitEventsResponse> SubmitEvents(SubmitEventsRequest request, ServerCallContext context)
    {
        if (IsAway)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        }

        var response = new SubmitEventsResponse();
        foreach (var sent in request.Events)
        {
            if (sent.ExclusionDecided?.ConsultationId == "refused")
            {
                response.Results.Add(new ItemResult
                {
                    Outcome = ItemOutcome.Rejected,
                    Violations = { new FieldViolation { Field = "consultation_id", Description = "refused by the test" } },
                });
                continue;
            }

            var isKnown = All.Any(known => known.EventId == sent.EventId);
            response.Results.Add(new ItemResult { Outcome = isKnown ? ItemOutcome.Duplicate : ItemOutcome.Accepted });
            if (!isKnown)
            {
                Add(sent);
            }
        }

        return Task.FromResult(response);
    }

    public override Task<GetHeadsResponse> GetHeads(GetHeadsRequest request, ServerCallContext context)
    {
        lock (gate)
        {
            return Task.FromResult(new GetHeadsResponse
            {
                Heads = { log.Select(l => new PartitionPosition { Partition = l.Key, Position = l.Value.Count }) },
            });
        }
    }

    public override async Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<FollowEventsResponse> responseStream, ServerCallContext context)
    {
        var after = request.After.ToDictionary(at => at.Partition, at => (int)at.Position);
        while (true)
        {
            Task more;
            List<FollowEventsResponse> runs;
            lock (gate)
            {
                more = added.Task;
                runs = [.. log.Where(l => after.ContainsKey(l.Key)).SelectMany(l => l.Value.Skip(after[l.Key]).Chunk(RunLength)
                    .Select(run => new FollowEventsResponse { Partition = l.Key, Records = { run } }))];
            }

            foreach (var run in runs)
            {
                await responseStream.WriteAsync(run, context.CancellationToken);
                after[run.Partition] += run.Records.Count;
            }

            if (runs.Count == 0)
            {
                await more.WaitAsync(context.CancellationToken);
            }
        }
    }
}
