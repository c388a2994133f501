namespace CsPlatform.Domain.Primitives;

/// <summary>
/// An exact rate: an amount over the units it is spread over, both 0 or more. For a share it is the units that hit over the units
/// counted, never more than 1; for a mean it is the sum over the count. A denominator of 0 means no data, which is neither below
/// nor at any threshold (handbook G8). <see cref="Threshold"/> compares it, exactly.
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

    public static Rate operator +(Rate left, Rate right) =>
        new(left.Numerator + right.Numerator, left.Denominator + right.Denominator);

    public override string ToString() => $"{Numerator}/{Denominator}";
}
