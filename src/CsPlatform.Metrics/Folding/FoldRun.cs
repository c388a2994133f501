using System.Runtime.CompilerServices;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Takes a batch of a feed through parts of the fold, inside the follower's transaction and under the locks of its partitions. What the parts
/// publish goes into the feed in the same transaction.
/// </summary>
internal sealed class FoldRun(FigurePublisher publisher)
{
    // What waits for the commit hangs on the batch, so that a batch which never commits takes it along.
    private readonly ConditionalWeakTable<IReadOnlyList<FeedSegment>, List<Action>> afterCommit = [];

    /// <summary>Folds what was read of the batch through the parts, in their order.</summary>
    internal async Task ApplyAsync(
        IReadOnlyList<FeedSegment> batch, Fold fold, IReadOnlyList<IFoldPart> parts, CancellationToken cancellation)
    {
        afterCommit.Remove(batch);
        await PartitionGuard.LockAsync(fold.Transaction, [.. batch.Select(segment => segment.Partition)], cancellation);
        foreach (var part in parts)
        {
            await part.FoldAsync(fold, cancellation);
        }

        await publisher.AppendAsync(
            fold.Transaction, fold.Records.Select(of => (of.Key, (IReadOnlyCollection<FigureRecord>)of.Value)), cancellation);
        fold.AfterCommit.AddRange(fold.Records.Keys.Select(partition => (Action)(() => publisher.Announce(partition))));
        afterCommit.Add(batch, fold.AfterCommit);
    }

    /// <summary>Does what waited for the commit of the batch.</summary>
    internal void Applied(IReadOnlyList<FeedSegment> batch)
    {
        if (afterCommit.TryGetValue(batch, out var actions))
        {
            afterCommit.Remove(batch);
            actions.ForEach(action => action());
        }
    }
}
