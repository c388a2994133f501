using System.Globalization;

namespace Benchmarks.Ingestion;

/// <summary>What the arguments say.</summary>
internal sealed class Settings(string[] args)
{
    /// <summary>Events of a slice of the comparison, or between two looks at the cost per event.</summary>
    internal int Events => Number("--events", 250_000);

    /// <summary>Rounds of the comparison that count; one more warms up.</summary>
    internal int Rounds => Number("--rounds", 7);

    /// <summary>Senders at the same time.</summary>
    internal int Streams => Number("--streams", 4);

    /// <summary>Events per batch.</summary>
    internal int Batch => Number("--batch", 2_000);

    /// <summary>Seconds of a slice of single inserts.</summary>
    internal int InsertSeconds => Number("--insert-seconds", 4);

    /// <summary>Millions of events to store for the cost per event.</summary>
    internal int Millions => Number("--millions", 3);

    /// <summary>Events to store before a follower reads them.</summary>
    internal int FollowEvents => Number("--stored", 1_000_000);

    /// <summary>Rounds of reading that count; one more warms up.</summary>
    internal int FollowRounds => Number("--rounds", 5);

    /// <summary>Events sent per second while the delay to a follower is measured; null for half of what the service takes.</summary>
    internal int? LatencyRate => Has("--rate") ? Number("--rate", 0) : null;

    /// <summary>Events whose delay is measured.</summary>
    internal int LatencyEvents => Number("--events", 1_500_000);

    /// <summary>Seconds at the start that do not count.</summary>
    internal int WarmUpSeconds => Number("--warmup-seconds", 20);

    /// <summary>Whether ids are random instead of growing.</summary>
    internal bool RandomIds => Has("--random-ids");

    /// <summary>Where the figures are written as JSON; null for nowhere, "-" for standard output.</summary>
    internal string? JsonFile => Text("--json");

    internal bool Has(string name) => Array.IndexOf(args, name) >= 0;

    internal int Number(string name, int standard) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : at + 1 < args.Length ? args[at + 1] : "-";
    }
}
