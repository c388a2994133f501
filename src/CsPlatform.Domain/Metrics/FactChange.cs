using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics;

/// <summary>What a fact grows by; any part may be negative. Changes add up in any order.</summary>
public readonly record struct FactChange(long Numerator, long Denominator)
{
    /// <summary>By how much less the numerator could be if clocks were off by the skew that is allowed for.</summary>
    public long Less { get; init; }

    /// <summary>By how much more it could be.</summary>
    public long More { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsNone => this == default;

    /// <summary>The change that leads from one rate to another.</summary>
    public static FactChange Between(Rate before, Rate after) =>
        new(after.Numerator - before.Numerator, after.Denominator - before.Denominator);

    /// <summary>The rate after this change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The change does not belong to that rate: a part would be
    /// negative.</exception>
    public Rate ApplyTo(Rate rate) => new(rate.Numerator + Numerator, rate.Denominator + Denominator);

    public static FactChange operator +(FactChange left, FactChange right) =>
        new(left.Numerator + right.Numerator, left.Denominator + right.Denominator)
        {
            Less = left.Less + right.Less,
            More = left.More + right.More,
        };

    public static FactChange operator -(FactChange change) =>
        new(-change.Numerator, -change.Denominator) { Less = -change.Less, More = -change.More };
}
