using System.Globalization;

namespace Benchmarks.Metrics;

/// <summary>What the arguments say.</summary>
internal sealed class Settings(string[] args)
{
    /// <summary>Messages that are stored before anything is measured.</summary>
    internal int Messages => Number("--messages", 1_000_000);

    /// <summary>Rounds that count; one more warms up.</summary>
    internal int Rounds => Number("--rounds", 3);

    /// <summary>Events of the probe whose way to the board is measured.</summary>
    internal int Probes => Number("--probes", 500);

    /// <summary>Events sent per second beside the probe; 0 = half of what ingestion takes at most, measured first.</summary>
    internal int Rate => Number("--rate", 0);

    /// <summary>Seconds of one measurement under load.</summary>
    internal int Seconds => Number("--seconds", 20);

    /// <summary>Clocks that are armed.</summary>
    internal int Clocks => Number("--clocks", 1_000_000);

    /// <summary>Units of the figure that is explained.</summary>
    internal int Units => Number("--units", 1_000);

    /// <summary>How often it is explained.</summary>
    internal int Explanations => Number("--explanations", 200);

    /// <summary>Where the figures are written as JSON; null for nowhere, "-" for standard output.</summary>
    internal string? JsonFile => Text("--json");

    internal bool Has(string name) => Array.IndexOf(args, name) >= 0;

    private int Number(string name, int standard) =>
        Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;

    private string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? null : at + 1 < args.Length ? args[at + 1] : "-";
    }
}
