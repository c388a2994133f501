using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Faults.Tests.Checking;
using Grpc.Core;

namespace Faults.Tests.Loads;

/// <summary>Follows the feed while it is written and opens it again from where it was whenever it breaks.</summary>
internal sealed class LiveFollower(Func<Uri> address, Outages outages)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly Dictionary<int, long> covered = Enumerable.Range(0, 256).ToDictionary(partition => partition, _ => 0L);
    private readonly List<FeedEntry> entries = [];

    /// <summary>Everything seen, in the order in which it came.</summary>
    internal IReadOnlyList<FeedEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>Whether it has come to these heads.</summary>
    internal bool IsAt(IReadOnlyDictionary<int, long> heads)
    {
        lock (gate)
        {
            return heads.All(head => covered[head.Key] >= head.Value);
        }
    }

    /// <summary>Follows until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(cancellation);
            }
            catch (RpcException e)
            {
                outages.Note(e);
                await Task.Delay(20, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        using var channel = Calls.Open(address());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var request = new FollowEventsRequest();
        request.After.AddRange(covered.Select(at => new PartitionPosition { Partition = at.Key, Position = at.Value }));
        using var call = new IngestionService.IngestionServiceClient(channel).FollowEvents(request, cancellationToken: ending.Token);
        // A connection that stalls says nothing for ever: silence is taken for it.
        for (ending.CancelAfter(Patience); await call.ResponseStream.MoveNext(ending.Token); ending.CancelAfter(Patience))
        {
            Take(call.ResponseStream.Current);
        }
    }

    private void Take(FollowEventsResponse response)
    {
        lock (gate)
        {
            entries.AddRange(response.Records.Select(record => new FeedEntry(response.Partition, record.Position, record.Event)));
            covered[response.Partition] = Math.Max(response.CoveredTo, response.Records[^1].Position);
        }
    }
}
