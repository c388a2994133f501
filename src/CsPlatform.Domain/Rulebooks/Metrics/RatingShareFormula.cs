namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Ratings of service with certain grades over all ratings; the last rating of a subject counts, in the period it was given
/// (handbook 2.3, 5.1 item 1, 5.4, 6.2).
/// </summary>
/// <param name="GradeFrom">Lowest grade that hits, inclusive.</param>
/// <param name="GradeTo">Highest grade that hits, inclusive.</param>
/// <param name="Scale">The best grade there is; the worst is 1.</param>
/// <param name="CardHours">Half-open hours in which the card that asked for the rating must have been sent; null = any.</param>
/// <param name="LeavesOutReportedBuyers">Whether ratings by buyers with an upheld report against them are left out.</param>
public sealed record RatingShareFormula(
    int GradeFrom, int GradeTo, int Scale, DailyHours? CardHours, bool LeavesOutReportedBuyers) : CountedFormula
{
    /// <summary>Whose ratings count; null = of any service.</summary>
    public RatedService? Service { get; init; }
}
