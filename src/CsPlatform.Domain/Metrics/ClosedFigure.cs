using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>A metric's value for a period, with the rule it was found by.</summary>
/// <param name="MetricId">The metric.</param>
/// <param name="Period">The period.</param>
/// <param name="Rate">The value.</param>
/// <param name="Citation">The rule.</param>
public sealed record ClosedFigure(string MetricId, FigurePeriod Period, Rate Rate, RuleCitation Citation)
{
    /// <summary>How sure it is.</summary>
    public FigureCertainty Certainty { get; init; } = FigureCertainty.NotJudged(Rate);

    /// <summary>The figure of a period by the facts of its days, without data where they have none.</summary>
    /// <param name="rulebook">The rulebook in force when the period closed.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="longest">The period, at the longest that its window can have.</param>
    /// <param name="facts">The facts.</param>
    public static ClosedFigure Of(Rulebook rulebook, MetricRule metric, FigurePeriod longest, FactSeries facts)
    {
        var period = FigurePeriods.Narrow(metric.Window, longest, days => facts.Sum(days).Denominator);
        var (rate, sum) = (facts.Rate(metric.Formula, period.Days), facts.Sum(period.Days));
        return new ClosedFigure(metric.Id, period, rate, rulebook.Cite(metric.Id, metric.Source))
        {
            Certainty = FigureCertainty.Of(rulebook, metric, rate, sum.Less, sum.More),
        };
    }
}
