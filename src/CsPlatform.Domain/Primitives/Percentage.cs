namespace CsPlatform.Domain.Primitives;

/// <summary>A threshold in hundredths of a percent, so that 79.5 % is exact: 0 to 10,000.</summary>
public readonly record struct Percentage
{
    /// <summary>100 %.</summary>
    public const int Whole = 10_000;

    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 10,000.</exception>
    public Percentage(int hundredthsOfPercent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hundredthsOfPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hundredthsOfPercent, Whole);
        HundredthsOfPercent = hundredthsOfPercent;
    }

    public int HundredthsOfPercent { get; }

    public override string ToString() => HundredthsOfPercent % 100 == 0
        ? $"{HundredthsOfPercent / 100} %"
        : $"{HundredthsOfPercent / 100}.{HundredthsOfPercent % 100:00} %";
}
