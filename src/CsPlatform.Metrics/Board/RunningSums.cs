using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Board;

/// <summary>Running figures from sums of facts: which sums a window needs, and what they come to.</summary>
internal static class RunningSums
{
    /// <summary>The runs of days that decide what a window's running figure is.</summary>
    public static IReadOnlyList<Period> Needed(MetricWindow window, LocalDate today)
    {
        var asked = new List<Period>(2);
        var longest = HeadroomLimits.Running(window, today, days =>
        {
            asked.Add(days);
            return 0;
        });
        asked.Add(longest.Days);
        return asked;
    }

    /// <summary>The running period of a window and the figure so far.</summary>
    public static (FigurePeriod Period, Rate Figure) Of(MetricWindow window, LocalDate today, MetricRule metric, Func<Period, FactChange> sum)
    {
        var period = HeadroomLimits.Running(window, today, days => sum(days).Denominator);
        return (period, PeriodRates.Of(metric.Formula, sum(period.Days)));
    }
}
