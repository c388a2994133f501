using System.Runtime.CompilerServices;
using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Folds a batch of some partitions, inside the follower's transaction: reads it once and hands it through the parts. What the parts
/// publish goes into the feed in the same transaction.
/// </summary>
internal sealed class FoldEvents(IEnumerable<IFoldPart> parts, FigurePublisher publisher)
{
    private readonly IReadOnlyList<IFoldPart> parts = [.. parts];

    // What waits for the commit hangs on the batch, so that a batch which never commits takes it along.
    private readonly ConditionalWeakTable<IReadOnlyList<FeedSegment>, List<Action>> afterCommit = [];

    /// <summary>The kinds of event that any part reads, by the contract's names.</summary>
    public IReadOnlyList<string> Kinds => [.. parts.SelectMany(part => part.Kinds).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Applies the batch.</summary>
    public async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        afterCommit.Remove(batch);
        var fold = new Fold(transaction, [.. batch.SelectMany(Read)]);
        await PartitionGuard.LockAsync(transaction, [.. batch.Select(segment => segment.Partition)], cancellation);
        foreach (var part in parts)
        {
            await part.FoldAsync(fold, cancellation);
        }

        await publisher.AppendAsync(
            transaction, fold.Records.Select(of => (of.Key, (IReadOnlyCollection<FigureRecord>)of.Value)), cancellation);
        fold.AfterCommit.AddRange(fold.Records.Keys.Select(partition => (Action)(() => publisher.Announce(partition))));
        afterCommit.Add(batch, fold.AfterCommit);
    }

    /// <summary>Does what waited for the commit of the batch.</summary>
    public void Applied(IReadOnlyList<FeedSegment> batch)
    {
        if (afterCommit.TryGetValue(batch, out var actions))
        {
            afterCommit.Remove(batch);
            actions.ForEach(action => action());
        }
    }

    private static IEnumerable<FedEvent> Read(FeedSegment segment)
    {
        foreach (var record in segment.Records)
        {
            var read = EventRecord.Parser.ParseFrom(record.Content.Span);
            var shop = new ShopKey(read.Event.Shop.Platform, read.Event.Shop.ShopId);
            if (shop.Partition() != segment.Partition)
            {
                throw new InvalidOperationException($"Shop {shop} does not belong to partition {segment.Partition} of the feed.");
            }

            yield return new FedEvent(shop, record.Position, FromProto.Instant(read.ReceivedAt), read.Event);
        }
    }
}
