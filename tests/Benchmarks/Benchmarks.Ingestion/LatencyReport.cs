using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Ingestion;

/// <summary>Milliseconds from a sender to its acknowledgement and to a follower.</summary>
/// <param name="Rate">Events sent per second.</param>
/// <param name="Most">Events per second that the service took when they were sent as fast as it answered.</param>
/// <param name="Acknowledged">Of every event until it was acknowledged, in ascending order.</param>
/// <param name="Followed">Of every event until the follower had it, in ascending order.</param>
internal sealed record LatencyReport(int Rate, int Most, float[] Acknowledged, float[] Followed)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal (string Table, string Json) Texts => (ToTable(), ToJson());

    private string ToTable() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        latency {Rate} {Followed.Length} {At(Followed, 0.5):0.0} {At(Followed, 0.99):0.0} {Followed[^1]:0.0} {Most}
        acknowledged {Rate} {Acknowledged.Length} {At(Acknowledged, 0.5):0.0} {At(Acknowledged, 0.99):0.0} {Acknowledged[^1]:0.0}
        """);

    private string ToJson() => JsonSerializer.Serialize(
        new
        {
            benchmark = "from the sender to a follower",
            events_per_second = Rate,
            most_events_per_second = Most,
            events = Followed.Length,
            follower = Look(Followed),
            acknowledgement = Look(Acknowledged),
        },
        Indented);

    private static object Look(float[] delays) => new
    {
        p50_ms = Math.Round(At(delays, 0.5), 2),
        p99_ms = Math.Round(At(delays, 0.99), 2),
        most_ms = Math.Round(delays[^1], 2),
    };

    private static double At(float[] delays, double share) => delays[Math.Min(delays.Length - 1, (int)(share * delays.Length))];
}
