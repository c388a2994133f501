using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>What one run measures.</summary>
/// <param name="Events">Events per round.</param>
/// <param name="Rounds">Rounds counted; one more warms up.</param>
/// <param name="Streams">Senders at the same time.</param>
/// <param name="Batch">Events per batch.</param>
/// <param name="JsonFile">Where the figures are written as JSON; null for nowhere, "-" for standard output.</param>
internal sealed record BenchmarkSettings(int Events, int Rounds, int Streams, int Batch, string? JsonFile)
{
    internal static BenchmarkSettings Parse(string[] args) => new(
        Number(args, "--events", 100_000),
        Number(args, "--rounds", 5),
        Number(args, "--streams", 4),
        Number(args, "--batch", 1_000),
        Text(args, "--json"));

    private static int Number(string[] args, string name, int standard)
    {
        return Text(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
    }

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : at + 1 < args.Length ? args[at + 1] : "-";
    }
}
