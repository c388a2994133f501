namespace CsPlatform.Cli.Recounting;

/// <summary>A figure that is not what it should be.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="ShopId">The shop.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Period">The kind of period.</param>
/// <param name="EvaluatedOn">The day after the period's last.</param>
/// <param name="Recounted">Numerator/denominator by the recount; null = there should be no figure.</param>
/// <param name="Listed">As it is listed; null = it is not.</param>
/// <param name="OnFeed">Its last state on the feed of figures; null = it is not there.</param>
internal sealed record FigureDifference(
    string Platform, string ShopId, string MetricId, string Period, DateOnly EvaluatedOn, string? Recounted, string? Listed, string? OnFeed);
