using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>Folds a batch of events of some partitions, inside the follower's transaction: reads it once and hands it through all parts.</summary>
internal sealed class FoldEvents(IEnumerable<IFoldPart> parts, FoldRun run)
{
    private readonly IReadOnlyList<IFoldPart> parts = [.. parts];

    /// <summary>The kinds of event that any part reads, by the contract's names.</summary>
    public IReadOnlyList<string> Kinds => [.. parts.SelectMany(part => part.Kinds).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Applies the batch.</summary>
    public Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation) =>
        run.ApplyAsync(batch, new Fold(transaction, [.. batch.SelectMany(Read)]), parts, cancellation);

    /// <summary>Does what waited for the commit of the batch.</summary>
    public void Applied(IReadOnlyList<FeedSegment> batch) => run.Applied(batch);

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
