using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Own monitoring (handbook 4.4, "连续五天下滑就要赶紧处理"): alerts when a score falls day after day.</summary>
public static class Falls
{
    /// <summary>
    /// Whether the day is the last of so many on each of which the score was strictly below the day before's. n falls need n + 1
    /// days; a day without a score ends a run.
    /// </summary>
    public static bool Alerts(FallShape shape, IReadOnlyDictionary<LocalDate, Fraction> scores, LocalDate day) =>
        Enumerable.Range(0, shape.Days).All(back =>
            scores.TryGetValue(day.PlusDays(-back), out var today)
            && scores.TryGetValue(day.PlusDays(-back - 1), out var before)
            && today < before);
}
