namespace GrpcBenchmarks;

/// <summary>One kind of call: the medians of the rounds, and the rounds behind them.</summary>
internal sealed record KindResult(IReadOnlyList<Rate> OursRounds, IReadOnlyList<Rate> TheirsRounds)
{
    public double Ours => Median(OursRounds, static r => r.PerSecond);

    public double Theirs => Median(TheirsRounds, static r => r.PerSecond);

    /// <summary>Ours in multiples of theirs, by wall clock.</summary>
    public double Ratio => Ours / Theirs;

    /// <summary>Ours in multiples of theirs, by processor time: hardly changes with what else the machine does.</summary>
    public double CpuRatio => Median(OursRounds, static r => r.PerCpuSecond) / Median(TheirsRounds, static r => r.PerCpuSecond);

    private static double Median(IReadOnlyList<Rate> rounds, Func<Rate, double> value)
    {
        var sorted = rounds.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
