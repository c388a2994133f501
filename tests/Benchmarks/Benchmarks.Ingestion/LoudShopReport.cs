using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Acknowledgement latencies of a slice, in milliseconds.</summary>
internal sealed record Latencies(int Count, double Median, double P99)
{
    internal static Latencies Of(IReadOnlyCollection<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return new Latencies(sorted.Length, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }
}

/// <summary>A slice without and one with the loud shop.</summary>
internal sealed record LoudShopRound(Latencies Without, Latencies With, double LoudPerSecond)
{
    internal string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"others' p50 {Without.Median,7:0.0} -> {With.Median,7:0.0} ms, p99 {Without.P99,7:0.0} -> {With.P99,7:0.0} ms" +
        $"   {Without.Count} and {With.Count} batches; loud shop {LoudPerSecond,8:N0} events/s");
}

/// <summary>The rounds, the most memory the service held, and what else the machine did.</summary>
internal sealed record LoudShopReport(IReadOnlyList<LoudShopRound> Rounds, long MostMemory, double Load, double ProcessorsUsed)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal string ToTable()
    {
        var (p50, p99) = (Medians(slice => slice.Median), Medians(slice => slice.P99));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"loud p50 {p50.Without:0.0} {p50.With:0.0} {p50.With / p50.Without:0.00}\n" +
            $"loud p99 {p99.Without:0.0} {p99.With:0.0} {p99.With / p99.Without:0.00}\n" +
            $"loud rate {Rounds.Average(round => round.LoudPerSecond):0} memory {MostMemory >> 20} MiB " +
            $"processors {ProcessorsUsed:0.00} load {Load:0.0}");
    }

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "latency of others beside a loud shop",
            rounds = Rounds.Select(round => new
            {
                p50_ms_without = Math.Round(round.Without.Median, 2),
                p50_ms_with = Math.Round(round.With.Median, 2),
                p99_ms_without = Math.Round(round.Without.P99, 2),
                p99_ms_with = Math.Round(round.With.P99, 2),
                loud_events_per_second = Math.Round(round.LoudPerSecond),
            }),
            p50_ratio_of_medians = Math.Round(Ratio(slice => slice.Median), 3),
            p99_ratio_of_medians = Math.Round(Ratio(slice => slice.P99), 3),
            p99_ms_without = Math.Round(Medians(slice => slice.P99).Without, 2),
            p99_ms_with = Math.Round(Medians(slice => slice.P99).With, 2),
            memory_most_bytes = MostMemory,
            processors_used = Math.Round(ProcessorsUsed, 2),
            load = Load,
        },
        Indented);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private double Ratio(Func<Latencies, double> of) => Medians(of).With / Medians(of).Without;

    private (double Without, double With) Medians(Func<Latencies, double> of)
        => (Median(Rounds.Select(round => of(round.Without))), Median(Rounds.Select(round => of(round.With))));
}
