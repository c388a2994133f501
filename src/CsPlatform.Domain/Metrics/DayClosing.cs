using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>Closes a day of a shop.</summary>
public static class DayClosing
{
    /// <summary>
    /// The figures of the periods that close with this day, by the rulebook in force on it. A period without any unit has no
    /// figure: no data is neither good nor bad and changes nothing (handbook G8).
    /// </summary>
    public static IEnumerable<ClosedFigure> Close(
        LocalDate day, Rulebook rulebook, IReadOnlyDictionary<string, FactSeries> factsByMetric)
    {
        foreach (var metric in rulebook.Metrics)
        {
            if (!factsByMetric.TryGetValue(metric.Id, out var facts))
            {
                continue;
            }

            foreach (var longest in FigurePeriods.ClosingWith(metric, day))
            {
                var period = FigurePeriods.Narrow(metric.Window, longest, days => facts.Sum(days).Denominator);
                var rate = facts.Rate(metric.Formula, period.Days);
                if (rate.HasData)
                {
                    yield return new ClosedFigure(metric.Id, period, rate, rulebook.Cite(metric.Id, metric.Source));
                }
            }
        }
    }
}
