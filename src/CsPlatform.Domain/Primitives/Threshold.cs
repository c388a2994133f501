namespace CsPlatform.Domain.Primitives;

/// <summary>
/// An exact limit that a rate, a mean or a score is compared with, by cross-multiplication (handbook G7). The limit itself is good:
/// 低于 and 超过 exclude it (G6).
/// </summary>
public readonly record struct Threshold
{
    private readonly long divisorLessOne;

    private Threshold(long amount, long divisor, bool isPercentage)
    {
        Amount = amount;
        divisorLessOne = divisor - 1;
        IsPercentage = isPercentage;
    }

    /// <summary>What is divided by <see cref="Divisor"/>; 0 or more.</summary>
    public long Amount { get; }

    /// <summary>Positive.</summary>
    public long Divisor => divisorLessOne + 1;

    /// <summary>Whether it is written as a percentage.</summary>
    public bool IsPercentage { get; }

    /// <summary>A share.</summary>
    public static Threshold Of(Percentage share) => new(share.HundredthsOfPercent, Percentage.Whole, true);

    /// <summary>The number, so many thousandths.</summary>
    public static Threshold Thousandths(long thousandths)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(thousandths);
        return new(thousandths, 1000, false);
    }

    /// <summary>The number that a text such as "4.5" writes, 0 or more, with at most three decimals; null when it writes none.</summary>
    public static Threshold? Parse(string text)
    {
        var number = Fraction.Parse(text);
        return number is { } value && value >= Fraction.Zero && (value * 1000).Denominator.IsOne && value * 1000 <= long.MaxValue
            ? Thousandths((long)(value * 1000).Numerator)
            : null;
    }

    /// <summary>Whether there is data and it is strictly below this limit ("低于").</summary>
    public bool LiesAbove(Rate rate) => rate.HasData && Compare(rate) < 0;

    /// <summary>Whether there is data and it is strictly above this limit ("超过").</summary>
    public bool LiesBelow(Rate rate) => rate.HasData && Compare(rate) > 0;

    /// <summary>The sign of value less limit.</summary>
    public int Compare(Rate rate) => ((Int128)rate.Numerator * Divisor).CompareTo((Int128)Amount * rate.Denominator);

    /// <summary>The sign of this limit less another one.</summary>
    public int CompareTo(Threshold other) => ((Int128)Amount * other.Divisor).CompareTo((Int128)other.Amount * Divisor);

    public override string ToString() => IsPercentage
        ? new Percentage((int)Amount).ToString()
        : new Fraction(Amount, Divisor).ToString(3).TrimEnd('0').TrimEnd('.');
}
