using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Views;

/// <summary>A mean or a ratio for people: its number with two decimals, cut.</summary>
internal static class MeanText
{
    /// <summary>"no data" without units.</summary>
    public static string Of(long numerator, long denominator)
    {
        if (denominator == 0)
        {
            return "no data";
        }

        var hundredths = (Int128)numerator * 100 / denominator;
        return $"{Wording.Count((long)(hundredths / 100))}.{(int)(hundredths % 100):00}";
    }
}
