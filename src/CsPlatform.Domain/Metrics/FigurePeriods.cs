using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>Which periods of a metric a day closes, and which closed ones a changed fact touches.</summary>
public static class FigurePeriods
{
    // The longest period a rulebook can state: a year's trailing days. A month is shorter.
    private const int LongestDays = 366;

    /// <summary>The periods that close when this day closes.</summary>
    public static IReadOnlyList<FigurePeriod> ClosingWith(MetricRule metric, LocalDate day)
    {
        var periods = new List<FigurePeriod>(2);
        if (metric.PublishesDailyFigures)
        {
            periods.Add(new FigurePeriod(FigurePeriodKind.Day, Period.OfDay(day)));
        }

        switch (metric.Window)
        {
            case TrailingDaysWindow trailing:
                periods.Add(new FigurePeriod(FigurePeriodKind.TrailingDays, Period.TrailingDays(day.PlusDays(1), trailing.Days)));
                break;
            case NaturalMonthWindow when Period.OfMonth(day) is var month && month.End == day.PlusDays(1):
                periods.Add(new FigurePeriod(FigurePeriodKind.NaturalMonth, month));
                break;
        }

        return periods;
    }

    /// <summary>
    /// The closed periods that contain the fact's day, with the rule that closed each: a metric's window is that of the
    /// rulebook in force on the day the period closed.
    /// </summary>
    public static IEnumerable<(FigurePeriod Period, Rulebook Rulebook, MetricRule Metric)> Touched(
        FactKey fact, LocalDate closedThrough, Func<LocalDate, Rulebook?> inForce)
    {
        var last = LocalDate.Min(closedThrough, fact.Day.PlusDays(LongestDays));
        for (var day = fact.Day; day <= last; day = day.PlusDays(1))
        {
            if (inForce(day) is not { } rulebook || rulebook.FindMetric(fact.MetricId) is not { } metric)
            {
                continue;
            }

            foreach (var period in ClosingWith(metric, day).Where(period => period.Days.Contains(fact.Day)))
            {
                yield return (period, rulebook, metric);
            }
        }
    }
}
