using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// Orders with a bad review of the whole that the shop replied to afterwards, over all of them, by the time of the review.
/// </summary>
public static class ReviewReplyShare
{
    private static readonly ReviewScope Whole = new(new HashSet<ReviewItem> { ReviewItem.Overall }, false, false, null);

    /// <summary>A unit per bad review of the period.</summary>
    public static Measurement Of(ShopFacts facts, ReviewReplyShareFormula formula, Period days)
    {
        var replies = facts.All<ReviewReply>().ToLookup(reply => reply.OrderId);
        return Measurement.Of(
            from found in ReviewSelection.Of(facts, Whole, days)
            let review = found.Review
            let why = found.LeftOut ?? (review.Stars > formula.StarsUpTo ? UnitReason.OtherKind : null)
            select why is { } reason
                ? MeasuredUnit.LeftOut(review.OrderId, review.Key, review.OccurredAt, reason)
                : MeasuredUnit.Judged(
                    review.OrderId,
                    review.Key,
                    review.OccurredAt,
                    replies[review.OrderId].Any(reply => reply.IsAbout(review) && reply.OccurredAt >= review.OccurredAt)));
    }
}
