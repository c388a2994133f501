using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using Npgsql;

namespace CsPlatform.Metrics.Feeds;

/// <summary>
/// Folds a batch of one partition into timelines and facts, inside the follower's transaction: one read and one write of
/// timelines however many events there are. A fact of a closed day that changes revises its figures in the same transaction.
/// </summary>
internal sealed class FoldEvents(RulebookCatalogue catalogue, FigurePublisher publisher)
{
    /// <summary>Applies the batch.</summary>
    public async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, FeedSegment batch, CancellationToken cancellation)
    {
        var events = Read(batch);
        if (events.Count == 0)
        {
            return;
        }

        await PartitionGuard.LockAsync(transaction, batch.Partition, cancellation);
        var known = await TimelineStore.LoadAsync(transaction, batch.Partition, events.Keys, cancellation);
        var folded = new FoldedBatch(catalogue);
        foreach (var (key, entries) in events)
        {
            folded.Fold(key, known.GetValueOrDefault(key, Timeline.Empty), entries);
        }

        if (folded.Timelines.Count > 0)
        {
            await TimelineStore.SaveAsync(transaction, batch.Partition, folded.Timelines, cancellation);
        }

        var changes = folded.Changes;
        if (changes.Count > 0)
        {
            var differences = changes.Select(change => KeyValuePair.Create(change.Key, change.Value.Change)).ToList();
            await FactStore.AddAsync(transaction, batch.Partition, differences, cancellation);
            await ReviseAsync(transaction, batch.Partition, changes, cancellation);
        }
    }

    private static Dictionary<TimelineKey, List<TimelineEntry>> Read(FeedSegment batch)
    {
        var events = new Dictionary<TimelineKey, List<TimelineEntry>>();
        foreach (var record in batch.Records)
        {
            if (FromProto.Entry(EventRecord.Parser.ParseFrom(record.Content.Span).Event) is not { } read)
            {
                continue;
            }

            var shop = read.Key.Shop;
            if (Partitions.Of(shop.Platform, shop.ShopId) != batch.Partition)
            {
                throw new InvalidOperationException($"Shop {shop} does not belong to partition {batch.Partition} of the feed.");
            }

            if (!events.TryGetValue(read.Key, out var entries))
            {
                events.Add(read.Key, entries = []);
            }

            entries.Add(read.Entry);
        }

        return events;
    }

    private async Task ReviseAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyDictionary<ShopFact, LateChange> changes,
        CancellationToken cancellation)
    {
        var byPlatform = changes.GroupBy(change => change.Key.Shop.Platform, StringComparer.Ordinal).ToList();
        var closed = await ClosedDayStore.LoadAsync(transaction, partition, [.. byPlatform.Select(p => p.Key)], cancellation);
        foreach (var platform in byPlatform)
        {
            if (closed.TryGetValue(platform.Key, out var through)
                && platform.Where(change => change.Key.Fact.Day <= through).ToList() is { Count: > 0 } late)
            {
                var touched = TouchedFigures.Find(late, through, day => catalogue.Find(platform.Key, day));
                await publisher.ReviseAsync(transaction, (partition, platform.Key), touched, cancellation);
            }
        }
    }
}
