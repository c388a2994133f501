namespace CsPlatform.Domain.Primitives;

/// <summary>
/// An exact rate: units that hit over units counted, both 0 or more. A denominator of 0 means no data, which is neither below nor
/// at any threshold. Compared by cross-multiplication, never by a rounded percentage (handbook G7, G8).
/// </summary>
public readonly record struct Rate
{
    /// <exception cref="ArgumentOutOfRangeException">A part is negative, or hits exceed units.</exception>
    public Rate(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, numerator);
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
