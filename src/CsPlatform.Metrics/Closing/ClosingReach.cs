using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Closing;

/// <summary>How far back the facts reach that closing some days asks for: a shop's history grows for years, what a day closes does not.</summary>
internal static class ClosingReach
{
    // The longest period a rulebook can state: what a score is found from may lie that far before the day that closes it.
    private const int LongestPeriod = 366;

    /// <summary>For each metric that any of the days can close, or a score of theirs is found from: the days whose facts count.</summary>
    internal static IReadOnlyList<(string MetricId, Period Days)> Of(Period days, Func<LocalDate, Rulebook?> inForce)
    {
        var starts = new SortedDictionary<string, LocalDate>(StringComparer.Ordinal);
        for (var day = days.Start; day < days.End; day = day.PlusDays(1))
        {
            if (inForce(day) is not { } rulebook)
            {
                continue;
            }

            foreach (var metric in rulebook.Metrics)
            {
                Reach(metric.Id, LocalDate.Min(day, FigurePeriods.Longest(metric.Window, day.PlusDays(1)).Days.Start));
            }

            foreach (var metric in rulebook.Scores.SelectMany(score => ScoreNeeds.Of(score).Metrics))
            {
                Reach(metric, day.PlusDays(1 - LongestPeriod));
            }
        }

        return [.. starts.Select(metric => (metric.Key, new Period(metric.Value, days.End)))];

        void Reach(string metric, LocalDate start) =>
            starts[metric] = starts.TryGetValue(metric, out var known) ? LocalDate.Min(known, start) : start;
    }
}
