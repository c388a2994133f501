using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics;

/// <summary>Says whether a figure says anything: one that does not triggers no sanction and lifts none (handbook G8).</summary>
public static class FigureHolds
{
    /// <summary>Why the figure says nothing; null when it does say something.</summary>
    public static FigureHold? Of(MetricRule metric, Measurement found) =>
        found.IsRate ? Of(metric, found.Rate) : FigureHold.NoDenominator;

    /// <summary>Why the rate says nothing; null when it does say something.</summary>
    public static FigureHold? Of(MetricRule metric, Rate rate) =>
        !rate.HasData ? FigureHold.NoData
        : rate.Denominator < (metric.MinimumSample ?? 1) ? FigureHold.BelowMinimumSample
        : null;
}
