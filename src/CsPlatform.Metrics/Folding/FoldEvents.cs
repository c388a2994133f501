using System.Runtime.CompilerServices;
using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Folds a batch of one partition, inside the follower's transaction: reads it once and hands it through the parts. What the parts
/// publish goes into the feed in the same transaction.
/// </summary>
internal sealed class FoldEvents(IEnumerable<IFoldPart> parts, FigurePublisher publisher)
{
    private readonly IReadOnlyList<IFoldPart> parts = [.. parts];

    // What waits for the commit hangs on the batch, so that a batch which never commits takes it along.
    private readonly ConditionalWeakTable<FeedSegment, List<Action>> afterCommit = [];

    /// <summary>The kinds of event that any part reads, by the contract's names.</summary>
    public IReadOnlyList<string> Kinds => [.. parts.SelectMany(part => part.Kinds).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Applies the batch.</summary>
    public async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, FeedSegment batch, CancellationToken cancellation)
    {
        afterCommit.Remove(batch);
        var fold = new Fold(transaction, batch.Partition, Read(batch));
        await PartitionGuard.LockAsync(transaction, batch.Partition, cancellation);
        foreach (var part in parts)
        {
            await part.FoldAsync(fold, cancellation);
        }

        await publisher.AppendAsync(transaction, batch.Partition, fold.Records, cancellation);
        if (fold.Records.Count > 0)
        {
            fold.AfterCommit.Add(() => publisher.Announce(batch.Partition));
        }

        afterCommit.Add(batch, fold.AfterCommit);
    }

    /// <summary>Does what waited for the commit of the batch.</summary>
    public void Applied(FeedSegment batch)
    {
        if (afterCommit.TryGetValue(batch, out var actions))
        {
            afterCommit.Remove(batch);
            actions.ForEach(action => action());
        }
    }

    private static List<FedEvent> Read(FeedSegment batch)
    {
        var events = new List<FedEvent>(batch.Records.Count);
        foreach (var record in batch.Records)
        {
            var read = EventRecord.Parser.ParseFrom(record.Content.Span);
            var shop = new ShopKey(read.Event.Shop.Platform, read.Event.Shop.ShopId);
            if (Partitions.Of(shop.Platform, shop.ShopId) != batch.Partition)
            {
                throw new InvalidOperationException($"Shop {shop} does not belong to partition {batch.Partition} of the feed.");
            }

            events.Add(new FedEvent(shop, record.Position, FromProto.Instant(read.ReceivedAt), read.Event));
        }

        return events;
    }
}
