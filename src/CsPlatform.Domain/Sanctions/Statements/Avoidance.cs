using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>
/// How little better a figure would have had to be. The denominator stays: a unit that was missed and had been kept would have counted
/// all the same.
/// </summary>
public static class Avoidance
{
    /// <summary>
    /// The step whose condition the figure missed, then each milder one that takes a better figure to avoid; hardest first. Empty
    /// where no condition over the figure itself is missed.
    /// </summary>
    /// <param name="ladder">The ladder.</param>
    /// <param name="rate">The figure.</param>
    /// <param name="mayExceedOne">Whether the numerator can be more than the denominator, as that of a mean.</param>
    public static IReadOnlyList<AvoidingWay> Of(SanctionLadder ladder, Rate rate, bool mayExceedOne)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var steps = ladder.Steps.Where(step => step.IsEnforced && IsOverRate(step.Condition)).ToArray();
        var missed = Array.FindLastIndex(steps, step => Holds(step.Condition!, rate.Numerator, rate.Denominator));
        if (!rate.HasData || missed < 0 || SideOf(steps) is not { } side)
        {
            return [];
        }

        var most = side == AvoidingSide.More && !mayExceedOne ? rate.Denominator : long.MaxValue;
        var ways = new List<AvoidingWay>();
        for (var i = missed; i >= 0; i--)
        {
            var way = new AvoidingWay(steps[i], side, Fewest(steps.AsSpan(i), rate, side, most));
            if (ways.Count > 0 && ways[^1].Units == way.Units)
            {
                ways.RemoveAt(ways.Count - 1);
            }

            ways.Add(way);
        }

        return ways;
    }

    // Every condition is one stretch of numerators, so that leaving each that holds comes to an end.
    private static long? Fewest(ReadOnlySpan<SanctionStep> steps, Rate rate, AvoidingSide side, long most)
    {
        Int128 numerator = rate.Numerator;
        for (var i = 0; i < steps.Length; i++)
        {
            if (!Holds(steps[i].Condition!, numerator, rate.Denominator))
            {
                continue;
            }

            if (Leave(steps[i].Condition!, rate.Denominator, side) is not { } left || left < 0 || left > most)
            {
                return null;
            }

            (numerator, i) = (left, -1);
        }

        return (long)Int128.Abs(numerator - rate.Numerator);
    }

    private static bool IsOverRate(StepCondition? condition) =>
        condition is BeyondCondition or BandCondition or FailuresCondition;

    private static bool Holds(StepCondition condition, Int128 numerator, Int128 denominator) => condition switch
    {
        BeyondCondition { Limit: { } limit, BadSide: BadSide.Below } => numerator * limit.Divisor < limit.Amount * denominator,
        BeyondCondition { Limit: { } limit } => numerator * limit.Divisor > limit.Amount * denominator,
        BandCondition band => (band.From is not { } from || numerator * from.Divisor >= from.Amount * denominator)
            && (band.Until is not { } until || numerator * until.Divisor < until.Amount * denominator),
        FailuresCondition failures => denominator - numerator >= failures.From,
        _ => false,
    };

    /// <summary>The first numerator past the stretch of a condition that holds; null = the stretch has no end on that side.</summary>
    private static Int128? Leave(StepCondition condition, long denominator, AvoidingSide side) => (condition, side) switch
    {
        (BeyondCondition { Limit: { } limit, BadSide: BadSide.Below }, AvoidingSide.More) => AtLeast(limit, denominator),
        (BeyondCondition { Limit: { } limit, BadSide: BadSide.Above }, AvoidingSide.Fewer) => (Int128)limit.Amount * denominator / limit.Divisor,
        (BandCondition { Until: { } until }, AvoidingSide.More) => AtLeast(until, denominator),
        (BandCondition { From: { } from }, AvoidingSide.Fewer) => AtLeast(from, denominator) - 1,
        (FailuresCondition failures, AvoidingSide.More) => (Int128)denominator - failures.From + 1,
        _ => null,
    };

    private static Int128 AtLeast(Threshold limit, long denominator) =>
        (((Int128)limit.Amount * denominator) + limit.Divisor - 1) / limit.Divisor;

    private static AvoidingSide? SideOf(SanctionStep[] steps)
    {
        foreach (var step in steps)
        {
            switch (step.Condition)
            {
                case BeyondCondition { BadSide: BadSide.Above } or BandCondition { Until: null }:
                    return AvoidingSide.Fewer;
                case BeyondCondition or FailuresCondition or BandCondition { From: null }:
                    return AvoidingSide.More;
            }
        }

        // Bands with both ends: the harder one tells which way is bad. A single one does not.
        return steps.Length > 1 && steps[0].Condition is BandCondition { From: { } mild } && steps[^1].Condition is BandCondition { From: { } hard }
            ? hard.CompareTo(mild) < 0 ? AvoidingSide.More : AvoidingSide.Fewer
            : null;
    }
}
