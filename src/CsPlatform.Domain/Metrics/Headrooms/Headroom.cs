using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>How far a running figure is from a limit, in units of the metric.</summary>
/// <param name="Side">The side it is on.</param>
/// <param name="MayMiss">
/// How many further units may go wrong, one after another, before the limit is missed; null = it is, or no number of them misses it.
/// </param>
/// <param name="MustHit">
/// How many further units must go well, one after another, until the limit is kept; null = it is not missed, or no number of them keeps it.
/// </param>
/// <param name="AnswerOpen">
/// How many of the open units must be answered in time so that the limit is not missed; null = not even all of them suffice.
/// </param>
public sealed record Headroom(HeadroomSide Side, long? MayMiss, long? MustHit, long? AnswerOpen)
{
    /// <summary>
    /// The headroom of a share. An open unit counts as gone wrong until it is answered, as it does in the facts: answering it in time puts it
    /// right and adds no unit.
    /// </summary>
    /// <param name="figure">The running figure.</param>
    /// <param name="open">Units of it that are still open.</param>
    /// <param name="bound">The limit.</param>
    /// <param name="minimumSample">Fewest units with which the rule looks at a figure; null = 1.</param>
    public static Headroom OfShare(Rate figure, long open, HeadroomBound bound, int? minimumSample)
    {
        ArgumentNullException.ThrowIfNull(bound);
        ArgumentOutOfRangeException.ThrowIfNegative(open);
        var side = SideOf(figure, bound, minimumSample);
        if (side == HeadroomSide.Missed)
        {
            var right = bound.PutRightUntilKept(figure);
            return new Headroom(
                side, null, Long(bound.WellUntilKept(figure)), right <= Math.Min(open, bound.Wrong(figure)) ? Long(right) : null);
        }

        // Further units fill the sample as well: the figure is missed once both are there, and with the next unit at the earliest.
        var lacking = Math.Max(minimumSample ?? 1, 1) - figure.Denominator;
        var wrong = bound.WrongUntilMissed(figure);
        return new Headroom(side, wrong is { } units ? Long(Int128.Max(units, Math.Max(lacking, 1)) - 1) : null, null, 0);
    }

    /// <summary>The headroom of a mean or a ratio: its side, since what a further unit adds is not known.</summary>
    public static Headroom OfSide(Rate figure, HeadroomBound bound, int? minimumSample) =>
        new(SideOf(figure, bound, minimumSample), null, null, null);

    /// <summary>The side that a figure is on.</summary>
    public static HeadroomSide SideOf(Rate figure, HeadroomBound bound, int? minimumSample)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return !figure.HasData || figure.Denominator < (minimumSample ?? 1) ? HeadroomSide.Unknown
            : bound.IsMissed(figure) ? HeadroomSide.Missed
            : HeadroomSide.Kept;
    }

    private static long? Long(Int128? units) => units <= long.MaxValue ? (long?)units : null;
}
