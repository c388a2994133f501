namespace CsPlatform.Domain.Primitives;

/// <summary>
/// An exact rate: an amount over the units it is spread over, both 0 or more. For a share it is the units that hit over the units
/// counted, never more than 1; for a mean it is the sum over the count. A denominator of 0 means no data, which is neither below
/// nor at any threshold. Compared by cross-multiplication, never by a rounded percentage (handbook G7, G8).
/// </summary>
public readonly record struct Rate
{
    /// <exception cref="ArgumentOutOfRangeException">A part is negative, or there is an amount without a unit.</exception>
    public Rate(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegative(denominator);
        if (denominator == 0)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(numerator, 0);
        }

        Numerator = numerator;
        Denominator = denominator;
    }

    public long Numerator { get; }

    public long Denominator { get; }

    public bool HasData => Denominator > 0;

    /// <summary>Whether there is data and the rate is strictly below the threshold ("低于").</summary>
    public bool IsBelow(Percentage threshold) =>
        HasData && (Int128)Numerator * Percentage.Whole < (Int128)threshold.HundredthsOfPercent * Denominator;

    /// <summary>Whether there is data and the rate is strictly above the threshold ("超过").</summary>
    public bool IsAbove(Percentage threshold) =>
        HasData && (Int128)Numerator * Percentage.Whole > (Int128)threshold.HundredthsOfPercent * Denominator;

    public static Rate operator +(Rate left, Rate right) =>
        new(left.Numerator + right.Numerator, left.Denominator + right.Denominator);

    public override string ToString() => $"{Numerator}/{Denominator}";
}
