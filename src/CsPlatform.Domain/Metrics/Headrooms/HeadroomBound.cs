using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Headrooms;

/// <summary>
/// A limit as a line that a figure's numerator and denominator may not cross: <c>excess = n·N + d·D − C</c> grows towards the bad side.
/// Comparing with the line compares with the limit by cross-multiplication, exactly.
/// </summary>
public sealed record HeadroomBound
{
    private readonly Int128 perHit;
    private readonly Int128 perUnit;
    private readonly Int128 offset;

    private HeadroomBound(Int128 perHit, Int128 perUnit, Int128 offset, bool hitsAreGood, bool lineIsBad, string text) =>
        (this.perHit, this.perUnit, this.offset, HitsAreGood, LineIsBad, Text) = (perHit, perUnit, offset, hitsAreGood, lineIsBad, text);

    /// <summary>Whether a unit that hits goes well: so when low values are bad.</summary>
    public bool HitsAreGood { get; }

    /// <summary>Whether a figure exactly at the limit misses it.</summary>
    public bool LineIsBad { get; }

    /// <summary>The limit as the rule writes it, such as "40 %".</summary>
    public string Text { get; }

    /// <summary>Strictly on the bad side of a limit; the limit itself is good.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No side is given.</exception>
    public static HeadroomBound Beyond(Threshold limit, BadSide badSide) => Of(limit, badSide, lineIsBad: false);

    /// <summary>At a limit or on its bad side.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No side is given.</exception>
    public static HeadroomBound From(Threshold limit, BadSide badSide) => Of(limit, badSide, lineIsBad: true);

    /// <summary>So many units that do not hit, or more.</summary>
    public static HeadroomBound Failures(int from) => new(-1, 1, from, hitsAreGood: true, lineIsBad: true, $"{from}");

    /// <summary>Whether the figure misses the limit. No data never does.</summary>
    public bool IsMissed(Rate rate) => rate.HasData && (LineIsBad ? Excess(rate) >= 0 : Excess(rate) > 0);

    /// <summary>Fewest further units, all going wrong, with which the line is crossed; 0 = it is, null = no number does it.</summary>
    internal Int128? WrongUntilMissed(Rate rate) => Least(HitsAreGood ? perUnit : perUnit + perHit, -Excess(rate), !LineIsBad);

    /// <summary>Fewest further units, all going well, with which it is crossed no longer; null = no number does it.</summary>
    internal Int128? WellUntilKept(Rate rate) => Least(HitsAreGood ? -(perUnit + perHit) : -perUnit, Excess(rate), LineIsBad);

    /// <summary>Fewest of the units counted as gone wrong that have to be put right; null = no number does it.</summary>
    internal Int128? PutRightUntilKept(Rate rate) => Least(Int128.Abs(perHit), Excess(rate), LineIsBad);

    /// <summary>Units that went wrong so far.</summary>
    internal long Wrong(Rate rate) => HitsAreGood ? rate.Denominator - rate.Numerator : rate.Numerator;

    private static HeadroomBound Of(Threshold limit, BadSide badSide, bool lineIsBad) => badSide switch
    {
        BadSide.Below => new(-limit.Divisor, limit.Amount, 0, hitsAreGood: true, lineIsBad, limit.ToString()),
        BadSide.Above => new(limit.Divisor, -limit.Amount, 0, hitsAreGood: false, lineIsBad, limit.ToString()),
        _ => throw new ArgumentOutOfRangeException(nameof(badSide), badSide, "A limit has a bad side."),
    };

    private Int128 Excess(Rate rate) => (rate.Numerator * perHit) + (rate.Denominator * perUnit) - offset;

    // The least k from 0 with step × k above the distance, or at it unless strictly; null = none.
    private static Int128? Least(Int128 step, Int128 distance, bool strictly)
    {
        if (distance < 0 || (distance == 0 && !strictly))
        {
            return 0;
        }

        return step <= 0 ? null : strictly ? (distance / step) + 1 : (distance + step - 1) / step;
    }
}
