using System.Globalization;

namespace Benchmarks.Sanctions;

/// <summary>What the arguments say.</summary>
internal sealed class Settings(string[] args)
{
    /// <summary>Days, with a figure for each shop on each.</summary>
    internal int Days => Number("--days", 90);

    /// <summary>Rounds that count; one more warms up.</summary>
    internal int Rounds => Number("--rounds", 5);

    /// <summary>Calls per second.</summary>
    internal int Rate => Number("--rate", 5_000);

    /// <summary>Seconds that are measured.</summary>
    internal int Seconds => Number("--seconds", 20);

    /// <summary>Messages of other shops around the one that is explained.</summary>
    internal int Messages => Number("--messages", 1_000_000);

    /// <summary>Consultations of the shop that is explained.</summary>
    internal int Units => Number("--units", 1_000);

    /// <summary>Times that a decision is explained.</summary>
    internal int Explanations => Number("--explanations", 300);

    /// <summary>Folder of the rules engine's side, with its packages installed.</summary>
    internal string PeerFolder => Text("--peer") ?? "tests/Benchmarks/Benchmarks.Sanctions/json-rules";

    /// <summary>The draft that is replayed.</summary>
    internal string DraftFile => Text("--draft") ?? "samples/drafts/xiaohongshu-stricter.json";

    /// <summary>Where the figures are written as JSON; null for nowhere, "-" for standard output.</summary>
    internal string? JsonFile => Text("--json");

    /// <summary>Shops.</summary>
    internal int Shops(int standard) => Number("--shops", standard);

    internal bool Has(string name) => args.Contains(name);

    private int Number(string name, int standard) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : at + 1 < args.Length ? args[at + 1] : "-";
    }
}
