using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>Which reviews of a period count, and why the others do not.</summary>
internal static class ReviewSelection
{
    /// <summary>
    /// The reviews of the items that the scope names, each with the reason to leave it out; null = it counts. A review cannot be
    /// changed: of several of the same item of an order the first possible one counts.
    /// </summary>
    public static IEnumerable<(Review Review, UnitReason? LeftOut)> Of(ShopFacts facts, ReviewScope scope, Period days)
    {
        var first = new HashSet<(string, ReviewItem)>();
        var unfair = facts.All<ReviewMark>().ToLookup(mark => mark.OrderId);
        var beyond = scope.DealsPerBuyerAndMonth is { } limit ? Beyond(facts, limit) : [];
        foreach (var review in facts.All<Review>().Where(review => scope.Items.Contains(review.Item)))
        {
            var isFirst = IsPossible(review) && first.Add((review.OrderId, review.Item));
            if (days.Contains(ChinaTime.Day(review.OccurredAt)))
            {
                yield return (review, Exclusion(review, isFirst));
            }
        }

        UnitReason? Exclusion(Review review, bool isFirst) =>
            !IsPossible(review) ? UnitReason.Impossible
            : !isFirst ? UnitReason.Superseded
            : scope.LeavesOutUnfair && unfair[review.OrderId].Any(mark => mark.IsAbout(review)) ? UnitReason.Unfair
            : scope.LeavesOutVirtualGoods && review.IsVirtualGoods ? UnitReason.VirtualGoods
            : beyond.Contains(review.OrderId) ? UnitReason.BeyondDealLimit
            : null;
    }

    private static bool IsPossible(Review review) => review.Stars is >= 1 and <= 5 && review.DealAt <= review.OccurredAt;

    // Deals that nobody reviewed count towards the limit as well, where their orders are known.
    private static HashSet<string> Beyond(ShopFacts facts, int limit)
    {
        var reviewed = facts.All<Review>().Select(review => (review.OrderId, review.Buyer, At: review.DealAt));
        var finished = facts.All<OrderStep>()
            .Where(order => order.Step == OrderStepKind.Finished)
            .Select(order => (order.OrderId, order.Buyer, At: order.OccurredAt));
        return
        [
            .. reviewed.Concat(finished)
                .GroupBy(deal => deal.OrderId)
                .Select(deal => deal.MinBy(of => of.At))
                .GroupBy(deal => (deal.Buyer, Month: ChinaTime.MonthOf(ChinaTime.Day(deal.At))))
                .SelectMany(pair => pair
                    .OrderBy(deal => deal.At)
                    .ThenBy(deal => deal.OrderId, StringComparer.Ordinal)
                    .Skip(limit)
                    .Select(deal => deal.OrderId)),
        ];
    }
}
