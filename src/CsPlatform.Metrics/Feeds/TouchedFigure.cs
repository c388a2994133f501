using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Folding;

namespace CsPlatform.Metrics.Feeds;

/// <summary>A closed figure that late events may have changed.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Period">The period, at the longest that its window can have.</param>
/// <param name="Rulebook">The rulebook that closed it.</param>
/// <param name="Metric">The metric there.</param>
/// <param name="Causes">The late events, earliest first.</param>
internal sealed record TouchedFigure(
    string ShopId, FigurePeriod Period, Rulebook Rulebook, MetricRule Metric, IReadOnlyList<FactCause> Causes)
{
    /// <summary>The metric's id.</summary>
    public string MetricId => Metric.Id;
}
