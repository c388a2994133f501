using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>
/// Marks less deductions (handbook 5.1): each item's full marks less what it falls short of its target in percentage points, or
/// less its bad units while its sample is small; total = max(0, sum). An item without data has full marks: no failing was found.
/// </summary>
internal static class Deductions
{
    /// <summary>The total; null when a target is lacking.</summary>
    public static Fraction? Of(DeductionShape shape, ScoreInputs inputs, ScoreSheet sheet)
    {
        var items = shape.Items.Select(item => Item(item, shape.Step, inputs, sheet)).ToList();
        if (items.Exists(item => item is null))
        {
            return null;
        }

        var sum = items.Aggregate(Fraction.Zero, (total, item) => total + item!.Value);
        return sum < Fraction.Zero ? Fraction.Zero : sum;
    }

    private static Fraction? Item(MarkedItem item, StepMode step, ScoreInputs inputs, ScoreSheet sheet)
    {
        var rate = inputs.Rate(item.MetricId);
        if (Fraction.Of(rate) is not { } value)
        {
            return sheet.Note(item.Id, item.FullMarks, ScorePartNote.FullMarksWithoutData);
        }

        if (item.SmallSample is { } small && rate.Denominator <= small.UpTo)
        {
            return sheet.Note(item.Id, Less(item, BadUnits(small, rate, inputs) * small.PerBadUnit), ScorePartNote.SmallSample);
        }

        Fraction? target = inputs.Targets.TryGetValue(item.Id, out var given) ? given : item.Target;
        if (target is not { } wanted)
        {
            return sheet.Lack(item.Id, ScoreGapReason.TargetAbsent);
        }

        var gap = item.BadSide == BadSide.Below ? wanted - value : value - wanted;
        return sheet.Note(item.Id, gap > Fraction.Zero ? Less(item, Cost(item, gap, step)) : item.FullMarks, ScorePartNote.Plain);
    }

    private static Fraction BadUnits(SmallSample small, Rate rate, ScoreInputs inputs) => small.BadUnitsMetricId is { } bad
        ? inputs.Rate(bad).Numerator
        : rate.Denominator - rate.Numerator;

    private static Fraction Cost(MarkedItem item, Fraction gap, StepMode step) =>
        item.IsPerPoint ? Points(gap * 100, step) * item.Cost : item.Cost;

    private static Fraction Points(Fraction gap, StepMode step) => step switch
    {
        StepMode.Floor => gap.Floor(),
        StepMode.Ceil => gap.Ceiling(),
        StepMode.Linear => gap,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This mode is not on the closed list."),
    };

    private static Fraction Less(MarkedItem item, Fraction cost)
    {
        var marks = item.FullMarks - cost;
        return item.FullMarks > Fraction.Zero && marks < Fraction.Zero ? Fraction.Zero : marks;
    }
}
