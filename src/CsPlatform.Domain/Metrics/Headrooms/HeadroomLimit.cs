using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>One limit that a metric's running figure is held against.</summary>
/// <param name="Key">
/// Names it in its rulebook: the ladder and the step, as "xhs.ladder.reply_rate_3min/1"; of a set the ladder and the metric; of a score the
/// ladder, the score and the condition.
/// </param>
/// <param name="Metric">The metric.</param>
/// <param name="Bound">The limit.</param>
/// <param name="Window">The period that is judged.</param>
/// <param name="MinimumSample">Fewest units with which the rule looks at a figure; null = 1.</param>
/// <param name="Citation">The ladder that states it.</param>
/// <param name="StepZh">
/// What missing it leads to, in the platform's own words; the ladder's name where that depends on more than this limit.
/// </param>
public sealed record HeadroomLimit(
    string Key, MetricRule Metric, HeadroomBound Bound, MetricWindow Window, int? MinimumSample, RuleCitation Citation, string StepZh)
{
    /// <summary>How far a running figure with so many open units is from it.</summary>
    public Headroom Of(Rate figure, long open) => Metric.Measure == MetricMeasure.Share
        ? Headroom.OfShare(figure, open, Bound, MinimumSample)
        : Headroom.OfSide(figure, Bound, MinimumSample);

    /// <summary>The side that a running figure is on.</summary>
    public HeadroomSide SideOf(Rate figure) => Headroom.SideOf(figure, Bound, MinimumSample);
}
