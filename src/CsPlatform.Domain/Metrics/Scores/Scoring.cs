using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Finds scores. Exact throughout: nothing is rounded before a level is chosen.</summary>
public static class Scoring
{
    /// <summary>The score, or everything it lacks.</summary>
    /// <exception cref="ArgumentException">The rule watches a score day by day: ask <see cref="Falls"/>.</exception>
    public static ScoreResult Of(ScoreRule rule, ScoreInputs inputs)
    {
        var sheet = new ScoreSheet();
        if (rule.Sample is { } sample && (!inputs.Given.TryGetValue(sample.Given, out var count) || count < sample.AtLeast))
        {
            sheet.Lack("", ScoreGapReason.SampleTooSmall);
        }

        var value = rule.Shape switch
        {
            WeightedShape weighted => WeightedSum.Of(weighted.Root, inputs, sheet),
            DeductionShape deductions => Deductions.Of(deductions, inputs, sheet),
            ConditionShape conditions => Conditions.Of(conditions, inputs, sheet),
            _ => throw new ArgumentException("This shape has no value of one day.", nameof(rule)),
        };
        var found = sheet.Gaps.Count == 0 ? value : null;
        return new ScoreResult(
            found,
            found is { } whole ? ScoreLevels.Of(rule.Levels, whole, sheet.Parts) : null,
            sheet.Parts,
            [.. sheet.Gaps.OrderBy(gap => gap.Reason)]);
    }
}
