using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>The units of a counted metric in a period, those that are left out as well.</summary>
public static class CountedUnits
{
    /// <summary>
    /// The units by day and id, each by the rulebook in force on its day; what counts once in a period counts by the rule that closes it.
    /// </summary>
    /// <param name="facts">The shop's facts, complete for every unit of the period.</param>
    /// <param name="metricId">The metric.</param>
    /// <param name="days">The period.</param>
    /// <param name="since">The first day on which the shop is known: metrics that count every day begin with it.</param>
    /// <param name="inForce">The rulebook in force on a day.</param>
    public static IReadOnlyList<ExplainedUnit> Of(
        ShopFacts facts, string metricId, Period days, LocalDate since, Func<LocalDate, Rulebook?> inForce)
    {
        var units = new List<ExplainedUnit>();
        foreach (var (formula, span) in Spans(metricId, days, inForce))
        {
            var from = DayFacts.CountsEveryDay(formula) ? LocalDate.Max(span.Start, since) : span.Start;
            if (from < span.End)
            {
                units.AddRange(Measurements.Of(facts, formula, new Period(from, span.End)).Units.Select(Explained));
            }
        }

        return [.. units.OrderBy(unit => unit.Day).ThenBy(unit => unit.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<(CountedFormula Formula, Period Span)> Spans(
        string metricId, Period days, Func<LocalDate, Rulebook?> inForce)
    {
        if (inForce(days.End.PlusDays(-1))?.FindMetric(metricId)?.Formula
            is (SalePresenceFormula or ComplaintRateFormula { Consumers: ConsumerCount.Once }) and CountedFormula once)
        {
            // Days without the metric count nothing, as everywhere else. The last day has it.
            var first = days.Start;
            while (inForce(first)?.FindMetric(metricId) is null)
            {
                first = first.PlusDays(1);
            }

            yield return (once, new Period(first, days.End));
            yield break;
        }

        for (var day = days.Start; day < days.End;)
        {
            var rulebook = inForce(day);
            var end = day.PlusDays(1);
            while (end < days.End && ReferenceEquals(inForce(end), rulebook))
            {
                end = end.PlusDays(1);
            }

            if (rulebook?.FindMetric(metricId)?.Formula is CountedFormula formula)
            {
                yield return (formula, new Period(day, end));
            }

            day = end;
        }
    }

    private static ExplainedUnit Explained(MeasuredUnit unit) =>
        new(unit.Name, ChinaTime.Day(unit.At), unit.Above, unit.Below, Because.Of(unit.Reason))
        {
            Evidence = unit.Evidence is { } evidence ? [evidence] : [],
        };
}
