using System.Text.RegularExpressions;

namespace CsPlatform.Ingestion.Tests;

/// <summary>The tables of docs/EVENTS.md.</summary>
internal static partial class EventsPage
{
    private static readonly string[] Lines = Read();

    /// <summary>The rows of the table under a heading, without its head.</summary>
    internal static IReadOnlyList<Row> Table(string heading)
    {
        var rows = Lines.SkipWhile(line => line != $"## {heading}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Skip(2).Select(line => new Row(line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private static string[] Read()
    {
        using var stream = typeof(EventsPage).Assembly.GetManifestResourceStream("EVENTS.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>A row of a table.</summary>
    internal sealed record Row(string[] Cells)
    {
        /// <summary>What a cell says.</summary>
        internal string Cell(int column) => Cells[column];

        /// <summary>What a cell names, each between backticks.</summary>
        internal List<string> Names(int column) => [.. Code().Matches(Cells[column]).Select(match => match.Groups[1].Value)];

        /// <summary>The one thing that a cell names.</summary>
        internal string Single(int column) => Assert.Single(Names(column));
    }
}
