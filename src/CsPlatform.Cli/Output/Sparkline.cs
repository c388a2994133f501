namespace CsPlatform.Cli.Output;

/// <summary>A row of bars, one per value, from exact rates.</summary>
public static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>One bar per (numerator, denominator); a dot where there is no data.</summary>
    public static string Of(IEnumerable<(long Numerator, long Denominator)> rates) =>
        string.Concat(rates.Select(rate => rate.Denominator == 0 ? '·' : Bar(rate.Numerator, rate.Denominator)));

    private static char Bar(long numerator, long denominator) =>
        Bars[(int)Math.Clamp(numerator * Bars.Length / denominator, 0, Bars.Length - 1)];
}
