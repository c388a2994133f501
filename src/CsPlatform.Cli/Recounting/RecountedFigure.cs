using CsPlatform.Metrics.V1;

namespace CsPlatform.Cli.Recounting;

/// <summary>Names a figure: whose, of which metric, over which kind of period, evaluated on which day.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="ShopId">The shop.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Kind">The kind of period.</param>
/// <param name="EvaluatedOn">The day after the period's last.</param>
internal readonly record struct RecountedFigure(string Platform, string ShopId, string MetricId, PeriodKind Kind, DateOnly EvaluatedOn);
