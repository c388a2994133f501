namespace Benchmarks.Metrics;

/// <summary>What many measurements come to.</summary>
internal static class Statistics
{
    internal static double Median(IEnumerable<double> values) => At(values, 0.5);

    /// <summary>The value below which that share lies.</summary>
    internal static double At(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
