using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Metrics;

/// <summary>Lines of figures that begin with their name, and every round beside them.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<string> lines = [];
    private readonly JsonObject document;

    internal Report(string benchmark)
    {
        document = new JsonObject { ["benchmark"] = benchmark };
        Set("load", double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>A line of the table: a name and its figures, and the same in the document.</summary>
    internal void Add(string name, params (string Name, double Value)[] figures)
    {
        lines.Add($"{name} {string.Join(' ', figures.Select(figure => Short(figure.Value)))}");
        var part = new JsonObject();
        foreach (var (key, value) in figures)
        {
            part[key] = value;
        }

        document[name] = part;
    }

    /// <summary>Something for the document only.</summary>
    internal void Set(string name, double value) => document[name] = value;

    /// <summary>Every round, for the document only.</summary>
    internal void Set(string name, IEnumerable<double> rounds) => document[name] = new JsonArray([.. rounds.Select(value => JsonValue.Create(value))]);

    internal string ToTable() => string.Join(Environment.NewLine, lines);

    internal string ToJson() => document.ToJsonString(Indented);

    // Four digits are more than any round repeats.
    private static string Short(double value) => value.ToString(
        value switch { >= 100 => "0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.0000" }, CultureInfo.InvariantCulture);
}
