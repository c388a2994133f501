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
                if (ClosedFigure.Of(rulebook, metric, longest, facts) is { Rate.HasData: true } figure)
                {
                    yield return figure;
                }
            }
        }
    }
}
