using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Rates of the rounds, in events per second, and what they come to.</summary>
/// <param name="Settings">What was measured.</param>
/// <param name="Ingestion">Events acknowledged per second, by round.</param>
/// <param name="Copy">Rows copied per second, by round.</param>
/// <param name="Processor">Microseconds of processor time per event that the service and its senders took, by round.</param>
internal sealed record BenchmarkReport(
    BenchmarkSettings Settings, IReadOnlyList<double> Ingestion, IReadOnlyList<double> Copy, IReadOnlyList<double> Processor)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "ingestion",
            events_per_round = Settings.Events,
            streams = Settings.Streams,
            batch = Settings.Batch,
            ingest_events_per_second = Ingestion.Select(rate => Math.Round(rate)),
            copy_events_per_second = Copy.Select(rate => Math.Round(rate)),
            ingest_median = Math.Round(Median(Ingestion)),
            copy_median = Math.Round(Median(Copy)),
            service_and_senders_cpu_us_per_event = Math.Round(Median(Processor), 2),
            ratio = Math.Round(Ratio, 3),
        },
        Indented);

    internal string ToTable()
    {
        var lines = Ingestion.Zip(Copy).Select((round, i) => Line($"round {i + 1}", round.First, round.Second));
        return string.Join(Environment.NewLine, [
            $"{Settings.Events:N0} events a round, {Settings.Streams} streams, batches of {Settings.Batch:N0}; events per second",
            "             IngestEvents    psql COPY   ratio",
            .. lines,
            string.Create(
                CultureInfo.InvariantCulture, $"{"median",-10}{Median(Ingestion),15:N0}{Median(Copy),13:N0}{Ratio,8:0.00}"),
            string.Create(
                CultureInfo.InvariantCulture, $"processor time of service and senders: {Median(Processor):0.0} us per event"),
        ]);
    }

    // Each round's two sides ran right after each other, so their ratio suffers least from what else the machine did.
    private double Ratio => Median([.. Ingestion.Zip(Copy).Select(round => round.First / round.Second)]);

    private static string Line(string name, double ingestion, double copy) => string.Create(
        CultureInfo.InvariantCulture, $"{name,-10}{ingestion,15:N0}{copy,13:N0}{ingestion / copy,8:0.00}");

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
