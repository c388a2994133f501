using CsPlatform.Common.V1;
using CsPlatform.Persistence.Following;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Feeds.UseCases;

/// <summary>The feeds that this service follows, and how far it is.</summary>
internal sealed class ListFollowers(IEnumerable<FeedFollower> followers)
{
    internal async Task<ListFollowersResponse> HandleAsync(CancellationToken cancellation)
    {
        var states = await Task.WhenAll(
            followers.OrderBy(follower => follower.Feed, StringComparer.Ordinal).Select(follower => StateAsync(follower, cancellation)));
        return new ListFollowersResponse { Followers = { states } };
    }

    private static async Task<FollowerState> StateAsync(FeedFollower follower, CancellationToken cancellation)
    {
        var open = await follower.PoisonOpenAsync(cancellation);
        // When the feed's service is away, the heads that were seen last tell how far behind this one is at least.
        await follower.RefreshHeadsAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        var progress = follower.Progress;
        var state = new FollowerState
        {
            Feed = follower.Feed,
            Outage = progress.Outage ?? "",
            RecordsBehind = progress.RecordsBehind,
            PoisonOpen = open,
        };
        if (progress.LastDelay is { } delay)
        {
            state.LastDelay = Duration.FromTimeSpan(delay);
        }

        state.Applied.AddRange(
            from applied in progress.Applied()
            where applied.Value > 0
            orderby applied.Key
            select new PartitionPosition { Partition = applied.Key, Position = applied.Value });
        return state;
    }
}
