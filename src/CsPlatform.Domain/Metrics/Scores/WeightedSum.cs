using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>
/// A weighted tree (handbook 4.3, 5.5, 6.1): 总分 = Σ 维度得分 × 权重, 维度得分 = Σ 子项得分 × 子项权重. Each part is found, then lowered by
/// its checks in their order, then held within its limits.
/// </summary>
internal static class WeightedSum
{
    /// <summary>The part's score; null when anything in it is lacking, all of which is noted.</summary>
    public static Fraction? Of(ScoreNode node, ScoreInputs inputs, ScoreSheet sheet)
    {
        var (value, note) = node.Parts.Count == 0 ? Leaf(node, inputs, sheet) : (Sum(node, inputs, sheet), ScorePartNote.Plain);
        foreach (var check in node.Adjustments)
        {
            var lowered = Adjust(check, value, inputs, sheet);
            note = lowered == value ? note : ScorePartNote.Adjusted;
            value = lowered;
        }

        return sheet.Note(node.Id, value is { } found ? Held(node, found) : null, note);
    }

    private static (Fraction? Value, ScorePartNote Note) Leaf(ScoreNode node, ScoreInputs inputs, ScoreSheet sheet)
    {
        if (inputs.Value(node.Source) is not { } value)
        {
            return node.WhenNoData is { } start
                ? (start, ScorePartNote.ByDefault)
                : (sheet.Lack(node.Id, ScoreGapReason.NoData), ScorePartNote.Plain);
        }

        return (
            node.Scale switch
            {
                SameScale => value,
                CurveScale curve => Curves.Score(curve, value),
                _ => sheet.Lack(node.Id, ScoreGapReason.CurveAbsent),
            },
            ScorePartNote.Plain);
    }

    private static Fraction? Sum(ScoreNode node, ScoreInputs inputs, ScoreSheet sheet)
    {
        var parts = node.Parts.Select(part => (part.Weight, Score: Of(part, inputs, sheet))).ToList();
        if (parts.Exists(part => part.Weight is null))
        {
            return sheet.Lack(node.Id, ScoreGapReason.WeightsAbsent);
        }

        return parts.Exists(part => part.Score is null)
            ? null
            : parts.Aggregate(Fraction.Zero, (sum, part) => sum + (part.Weight!.Value * part.Score!.Value));
    }

    // A check without data has found no failing: it lowers nothing.
    private static Fraction? Adjust(ScoreAdjustment check, Fraction? score, ScoreInputs inputs, ScoreSheet sheet)
    {
        if (check.Degrees.Count == 0)
        {
            return sheet.Lack(check.Id, ScoreGapReason.DegreesAbsent);
        }

        if (inputs.Value(check.Source) is not { } value
            || check.Degrees.LastOrDefault(degree => value > degree.Above) is not { } degree)
        {
            return score;
        }

        return sheet.Note(check.Id, (score * degree.Factor) - degree.Deduction, ScorePartNote.Adjusted);
    }

    private static Fraction Held(ScoreNode node, Fraction score)
    {
        var raised = node.Lowest is { } lowest && score < lowest ? lowest : score;
        return node.Highest is { } highest && raised > highest ? highest : raised;
    }
}
