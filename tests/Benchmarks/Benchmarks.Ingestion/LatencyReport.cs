using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Milliseconds from a sender to a follower.</summary>
/// <param name="Rate">Events sent per second.</param>
/// <param name="Delays">Of every event, in ascending order.</param>
internal sealed record LatencyReport(int Rate, double[] Delays)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal (string Table, string Json) Texts => (ToTable(), ToJson());

    private string ToTable() => string.Create(
        CultureInfo.InvariantCulture, $"latency {Rate} {Delays.Length} {At(0.5):0.0} {At(0.99):0.0} {Delays[^1]:0.0}");

    private string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "from the sender to a follower",
            events_per_second = Rate,
            events = Delays.Length,
            p50_ms = Math.Round(At(0.5), 2),
            p99_ms = Math.Round(At(0.99), 2),
            most_ms = Math.Round(Delays[^1], 2),
        },
        Indented);

    private double At(double share) => Delays[Math.Min(Delays.Length - 1, (int)(share * Delays.Length))];
}
