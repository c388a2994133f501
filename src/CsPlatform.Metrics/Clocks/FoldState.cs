using CsPlatform.Metrics.Feeds;
using CsPlatform.Persistence.Following;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Asks ingestion how far its feed is, and the follower how far it came.</summary>
internal sealed class FoldState(
    EventFeed events, [FromKeyedServices(EventFeed.Name)] FeedFollower follower, TimeProvider time, ILogger<FoldState> log) : IFoldState
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private bool isAway;

    public async Task<IReadOnlySet<int>> CaughtUpAsync(IReadOnlyCollection<int> partitions, CancellationToken cancellation)
    {
        if (await HeadsAsync(cancellation) is not { } heads)
        {
            return new HashSet<int>();
        }

        var wanted = partitions.ToDictionary(partition => partition, partition => heads.GetValueOrDefault(partition));
        using var moment = new CancellationTokenSource(Moment, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, moment.Token);
        await follower.Progress.WaitUntilAsync(wanted, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return wanted.Where(head => follower.Progress.Applied(head.Key) >= head.Value).Select(head => head.Key).ToHashSet();
    }

    private async Task<IReadOnlyDictionary<int, long>?> HeadsAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            var heads = await events.HeadsAsync(either.Token);
            isAway = false;
            return heads;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            if (!isAway)
            {
                isAway = true;
                log.LogWarning("Ingestion does not say how far it is ({Reason}): nothing is called missed until it does", e.Message);
            }

            return null;
        }
    }
}
