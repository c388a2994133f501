using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Folding;

namespace CsPlatform.Metrics.Feeds;

/// <summary>A closed figure that late events may have changed.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Period">The period, at the longest that its window can have.</param>
/// <param name="Window">The window it is a period of.</param>
/// <param name="Formula">How the metric counts.</param>
/// <param name="Citation">The rule that closed it.</param>
/// <param name="Causes">The late events, earliest first.</param>
internal sealed record TouchedFigure(
    string ShopId,
    string MetricId,
    FigurePeriod Period,
    MetricWindow Window,
    MetricFormula Formula,
    RuleCitation Citation,
    IReadOnlyList<FactCause> Causes);
