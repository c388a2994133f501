using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics;

/// <summary>What a formula found in a period: its units, by time and then name, and what they add up to.</summary>
/// <param name="Units">Every unit, those left out as well.</param>
/// <param name="IsRate">Whether the rule says what the amounts are counted against; else there is a number and no rate.</param>
public sealed record Measurement(IReadOnlyList<MeasuredUnit> Units, bool IsRate)
{
    /// <summary>The sum above the line.</summary>
    public long Numerator => Units.Sum(unit => unit.Above);

    /// <summary>The sum below the line.</summary>
    public long Denominator => Units.Sum(unit => unit.Below);

    /// <summary>The rate; 0/0 without data or where the rule states no denominator, which triggers nothing.</summary>
    public Rate Rate => IsRate && Denominator > 0 ? new Rate(Numerator, Denominator) : default;

    /// <summary>The units in their order.</summary>
    public static Measurement Of(IEnumerable<MeasuredUnit> units, bool isRate = true) => new(
        [
            .. units
                .OrderBy(unit => unit.At)
                .ThenBy(unit => unit.Name, StringComparer.Ordinal)
                .ThenBy(unit => unit.Evidence),
        ],
        isRate);
}
