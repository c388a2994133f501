using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// Ratings with certain grades over all ratings; the last possible rating of a subject counts, in the period it was given.
/// </summary>
public static class RatingShare
{
    /// <summary>A unit per rating of the period; those left out in the order of their reasons here.</summary>
    public static Measurement Of(ShopFacts facts, RatingShareFormula formula, Period days)
    {
        var ratings = facts.All<ServiceRating>().Where(IsOfKind).ToList();
        var last = ratings.Where(IsPossible).GroupBy(rating => rating.Subject).ToDictionary(of => of.Key, of => of.Last().Key);
        var reported = BuyerReport.Reported(facts);
        return Measurement.Of(
            from rating in ratings
            where days.Contains(ChinaTime.Day(rating.OccurredAt))
            select Exclusion(rating) is { } why
                ? MeasuredUnit.LeftOut(rating.Subject, rating.Key, rating.OccurredAt, why)
                : MeasuredUnit.Judged(rating.Subject, rating.Key, rating.OccurredAt, IsHit(rating.Grade)));

        // A grade on another scale, or of another service, is no grade of this metric: it neither counts nor supersedes.
        bool IsOfKind(ServiceRating rating) =>
            (rating.Scale ?? formula.Scale) == formula.Scale
            && (formula.Service is not { } service || (rating.Service ?? service) == service);

        bool IsPossible(ServiceRating rating) => 1 <= rating.Grade && rating.Grade <= formula.Scale;

        bool IsHit(int grade) => formula.GradeFrom <= grade && grade <= formula.GradeTo;

        UnitReason? Exclusion(ServiceRating rating) =>
            !IsPossible(rating) ? UnitReason.Impossible
            : last[rating.Subject] != rating.Key ? UnitReason.Superseded
            : formula.CardHours is { } hours && !IsIn(hours, rating) ? UnitReason.OutOfHours
            : formula.LeavesOutReportedBuyers && reported.Contains(rating.Buyer) ? UnitReason.ReportedBuyer
            : null;
    }

    private static bool IsIn(DailyHours hours, ServiceRating rating) =>
        rating.CardSentAt is { } sent && hours.Contains(ChinaTime.Local(sent).TimeOfDay);
}
