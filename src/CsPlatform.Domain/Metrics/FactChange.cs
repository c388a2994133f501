using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics;

/// <summary>What a fact grows by; either part may be negative. Changes add up in any order.</summary>
public readonly record struct FactChange(long Numerator, long Denominator)
{
    /// <summary>Whether it changes nothing.</summary>
    public bool IsNone => Numerator == 0 && Denominator == 0;

    /// <summary>The change that leads from one rate to another.</summary>
    public static FactChange Between(Rate before, Rate after) =>
        new(after.Numerator - before.Numerator, after.Denominator - before.Denominator);

    /// <summary>The rate after this change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The change does not belong to that rate: a part would be
    /// negative.</exception>
    public Rate ApplyTo(Rate rate) => new(rate.Numerator + Numerator, rate.Denominator + Denominator);

    public static FactChange operator +(FactChange left, FactChange right) =>
        new(left.Numerator + right.Numerator, left.Denominator + right.Denominator);
}
