using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>The mean of the stars of reviews, by the time of the review: sum of stars over the number of ratings.</summary>
public static class ReviewMean
{
    /// <summary>A unit per review of the period.</summary>
    public static Measurement Of(ShopFacts facts, ReviewMeanFormula formula, Period days) => Measurement.Of(
        from found in ReviewSelection.Of(facts, formula.Scope, days)
        let review = found.Review
        select found.LeftOut is { } why
            ? MeasuredUnit.LeftOut(review.OrderId, review.Key, review.OccurredAt, why)
            : new MeasuredUnit(review.OrderId, review.Key, review.OccurredAt, review.Stars, 1, UnitReason.Amount));
}
