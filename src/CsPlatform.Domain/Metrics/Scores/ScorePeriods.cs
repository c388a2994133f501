using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>The days over which the parts of a score are found.</summary>
public static class ScorePeriods
{
    /// <summary>
    /// The score's period on a day of evaluation T, which it excludes; null when each part has its own. A window whose length depends
    /// on its units asks for those of the shorter one, such as the orders signed for in it.
    /// </summary>
    public static Period? Of(ScoreRule rule, LocalDate evaluatedOn, Func<Period, long> units) => rule.Window is { } window
        ? FigurePeriods.Narrow(window, FigurePeriods.Longest(window, evaluatedOn), units).Days
        : null;
}
