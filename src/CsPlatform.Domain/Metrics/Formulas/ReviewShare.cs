using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>Reviews with certain stars over all reviews, by the time of the review.</summary>
public static class ReviewShare
{
    /// <summary>A unit per review of the period.</summary>
    public static Measurement Of(ShopFacts facts, ReviewShareFormula formula, Period days) => Measurement.Of(
        from found in ReviewSelection.Of(facts, formula.Scope, days)
        let review = found.Review
        select found.LeftOut is { } why
            ? MeasuredUnit.LeftOut(review.OrderId, review.Key, review.OccurredAt, why)
            : MeasuredUnit.Judged(
                review.OrderId,
                review.Key,
                review.OccurredAt,
                formula.StarsFrom <= review.Stars && review.Stars <= formula.StarsTo));
}
