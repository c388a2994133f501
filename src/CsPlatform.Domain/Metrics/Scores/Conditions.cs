using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>
/// Conditions (handbook 5.4): how many are missed, or the points for so many. A condition without data, or with too few units, is
/// not looked at and not missed, except that what has to be proved is missed without data. Where no condition has data, and none
/// exempts so few units, there is no score: no data is neither met nor missed (handbook G8).
/// </summary>
internal static class Conditions
{
    /// <summary>The number or the points; null when there is nothing to look at.</summary>
    public static Fraction? Of(ConditionShape shape, ScoreInputs inputs, ScoreSheet sheet)
    {
        var (missed, seen) = (0, false);
        foreach (var condition in shape.Conditions)
        {
            var value = inputs.Value(condition.Source);
            var note = value is null && condition.MissedWithoutData ? ScorePartNote.Missed
                : value is not { } found || Limit(condition, inputs) is not { } limit || HasTooFew(condition, inputs)
                    ? ScorePartNote.NotLookedAt
                : Holds(condition.Comparison, found, limit) ? ScorePartNote.Met
                : ScorePartNote.Missed;
            sheet.Note(condition.Id, value, note);
            missed += note == ScorePartNote.Missed ? 1 : 0;
            seen |= note != ScorePartNote.NotLookedAt || HasTooFew(condition, inputs);
        }

        return !seen ? sheet.Lack("", ScoreGapReason.NoData)
            : missed == 0 ? Fraction.Zero
            : shape.PointsByMisses.Count == 0 ? missed
            : shape.PointsByMisses[Math.Min(missed, shape.PointsByMisses.Count) - 1];
    }

    private static Fraction? Limit(ScoreCondition condition, ScoreInputs inputs) =>
        condition.LimitTimesGiven is not { } name ? condition.Limit
        : inputs.Given.TryGetValue(name, out var times) ? condition.Limit * times
        : null;

    private static bool HasTooFew(ScoreCondition condition, ScoreInputs inputs)
    {
        if (condition.WhenMoreThan is not { } few)
        {
            return false;
        }

        var counted = condition.CountedBy
            ?? (condition.Source is MetricSource metric ? new UnitsSource(metric.MetricId) : condition.Source);
        return (inputs.Value(counted) ?? Fraction.Zero) <= few;
    }

    private static bool Holds(Comparison comparison, Fraction value, Fraction limit) => comparison switch
    {
        Comparison.Above => value > limit,
        Comparison.AtLeast => value >= limit,
        Comparison.Below => value < limit,
        Comparison.AtMost => value <= limit,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "This comparison is not on the closed list."),
    };
}
