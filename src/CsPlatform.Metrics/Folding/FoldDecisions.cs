using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Sanctions.V1;
using Npgsql;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Folds a batch of decisions, inside the transaction of their own follower, through the one part that reads them. The locks are those of the
/// fold of events: a case that both feeds speak of is never changed by two transactions at the same time.
/// </summary>
internal sealed class FoldDecisions(FoldObligations obligations, FoldRun run)
{
    /// <summary>Applies the batch.</summary>
    public Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation) =>
        run.ApplyAsync(
            batch, new Fold(transaction, []) { Decisions = [.. batch.SelectMany(Read)] }, [obligations], cancellation);

    /// <summary>Does what waited for the commit of the batch.</summary>
    public void Applied(IReadOnlyList<FeedSegment> batch) => run.Applied(batch);

    private static IEnumerable<FedDecision> Read(FeedSegment segment)
    {
        foreach (var record in segment.Records)
        {
            var decision = DecisionRecord.Parser.ParseFrom(record.Content.Span).Decision;
            var shop = new ShopKey(decision.Shop.Platform, decision.Shop.ShopId);
            if (shop.Partition() != segment.Partition)
            {
                throw new InvalidOperationException($"Shop {shop} does not belong to partition {segment.Partition} of the feed of decisions.");
            }

            yield return new FedDecision(shop, decision);
        }
    }
}
