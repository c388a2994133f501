using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>What one run measures.</summary>
/// <param name="Events">Events per round.</param>
/// <param name="Rounds">Rounds counted; one more warms up.</param>
/// <param name="Streams">Senders at the same time.</param>
/// <param name="Batch">Events per batch.</param>
/// <param name="Json">Print JSON instead of a table.</param>
internal sealed record BenchmarkSettings(int Events, int Rounds, int Streams, int Batch, bool Json)
{
    internal static BenchmarkSettings Parse(string[] args) => new(
        Number(args, "--events", 100_000), Number(args, "--rounds", 5), Number(args, "--streams", 4), Number(args, "--batch", 1_000),
        args.Contains("--json"));

    private static int Number(string[] args, string name, int standard)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? standard : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }
}
