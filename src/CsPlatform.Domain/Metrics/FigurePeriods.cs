using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>Which periods of a metric a day closes, and which closed ones a changed fact touches.</summary>
public static class FigurePeriods
{
    // The longest period a rulebook can state: a year's trailing days. A month and a block of weeks are shorter.
    private const int LongestDays = 366;

    /// <summary>
    /// The periods that close when this day closes. A window whose length depends on its units comes at its longest:
    /// <see cref="Narrow"/> it by the facts.
    /// </summary>
    public static IReadOnlyList<FigurePeriod> ClosingWith(MetricRule metric, LocalDate day)
    {
        var periods = new List<FigurePeriod>(2);
        if (metric.PublishesDailyFigures || metric.Window is NaturalDayWindow)
        {
            periods.Add(new FigurePeriod(FigurePeriodKind.Day, Period.OfDay(day)));
        }

        if (Longest(metric.Window, day.PlusDays(1)) is { Kind: not FigurePeriodKind.Day } period && period.ClosesWith == day)
        {
            periods.Add(period);
        }

        return periods;
    }

    /// <summary>
    /// The period of a window that ends last before or on the start of the day of evaluation, at its longest. For natural days,
    /// weeks and months: the last one that is over by then.
    /// </summary>
    public static FigurePeriod Longest(MetricWindow window, LocalDate evaluatedOn) => window switch
    {
        NaturalDayWindow => new(FigurePeriodKind.Day, Period.OfDay(evaluatedOn.PlusDays(-1))),
        TrailingDaysWindow trailing => new(FigurePeriodKind.TrailingDays, Period.TrailingDays(evaluatedOn, trailing.Days)),
        SampledTrailingDaysWindow sampled => new(
            FigurePeriodKind.TrailingDays, Period.TrailingDays(evaluatedOn, sampled.DaysWhenFew)),
        NaturalWeeksWindow weeks => new(FigurePeriodKind.NaturalWeek, LastWeeks(weeks, evaluatedOn)),
        NaturalMonthWindow => new(FigurePeriodKind.NaturalMonth, Period.OfMonth(ChinaTime.MonthOf(evaluatedOn).PlusDays(-1))),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "This window is not on the closed list."),
    };

    /// <summary>
    /// The period as its units decide: the shorter run of days when it holds enough of them. Every other window stays as it is.
    /// </summary>
    public static FigurePeriod Narrow(MetricWindow window, FigurePeriod period, Func<Period, long> units)
    {
        if (window is not SampledTrailingDaysWindow sampled || period.Kind != FigurePeriodKind.TrailingDays)
        {
            return period;
        }

        var shorter = Period.TrailingDays(period.EvaluatedOn, sampled.Days);
        return units(shorter) >= sampled.EnoughUnits ? period with { Days = shorter } : period;
    }

    /// <summary>
    /// The part of a period that lies in the cycle which began on that day, for rules that judge a part; null when the period was
    /// over by then. No day before the restart counts again.
    /// </summary>
    public static FigurePeriod? Since(LocalDate restartedOn, FigurePeriod period) => restartedOn switch
    {
        _ when restartedOn <= period.Days.Start => period,
        _ when restartedOn < period.Days.End => period with { Days = new Period(restartedOn, period.Days.End) },
        _ => null,
    };

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

    private static Period LastWeeks(NaturalWeeksWindow window, LocalDate evaluatedOn)
    {
        var monday = ChinaTime.WeekOf(evaluatedOn);
        var weeks = NodaTime.Period.Between(window.CountedFrom, monday, PeriodUnits.Weeks).Weeks;
        var over = ((weeks % window.Weeks) + window.Weeks) % window.Weeks;
        var end = monday.PlusWeeks((int)-over);
        return new Period(end.PlusWeeks(-window.Weeks), end);
    }
}
