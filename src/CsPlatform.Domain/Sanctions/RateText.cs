using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Writes a rate with two decimals so that it never seems to stand on the other side of a threshold it missed.</summary>
public static class RateText
{
    /// <summary>
    /// The percentage in hundredths, cut off towards the bad side: 79.996 % against "below 80 %" reads 79.99, not 80.00. The
    /// second part says whether nothing was cut off.
    /// </summary>
    /// <exception cref="ArgumentException">The rate has no data.</exception>
    public static (string Text, bool IsExact) Of(Rate rate, BadSide bad)
    {
        if (!rate.HasData)
        {
            throw new ArgumentException("A rate without data has no percentage.", nameof(rate));
        }

        var (hundredths, rest) = Int128.DivRem((Int128)rate.Numerator * Percentage.Whole, rate.Denominator);
        var shown = rest != 0 && bad == BadSide.Above ? hundredths + 1 : hundredths;
        return ($"{shown / 100}.{(int)(shown % 100):00}%", rest == 0);
    }

    /// <summary>The number with three decimals, cut off in the same way: 79.9996 against "below 80" reads 79.999.</summary>
    /// <exception cref="ArgumentException">The rate has no data.</exception>
    public static (string Text, bool IsExact) Number(Rate rate, BadSide bad)
    {
        if (!rate.HasData)
        {
            throw new ArgumentException("A rate without data has no value.", nameof(rate));
        }

        var (thousandths, rest) = Int128.DivRem((Int128)rate.Numerator * 1000, rate.Denominator);
        var shown = rest != 0 && bad == BadSide.Above ? thousandths + 1 : thousandths;
        var decimals = $"{(int)(shown % 1000):000}".TrimEnd('0');
        return ($"{shown / 1000}{(decimals.Length == 0 ? "" : ".")}{decimals}", rest == 0);
    }

    /// <summary>The value as its limit is written: a percentage or a number.</summary>
    public static (string Text, bool IsExact) Of(Rate rate, Threshold limit, BadSide bad) =>
        limit.IsPercentage ? Of(rate, bad) : Number(rate, bad);
}
