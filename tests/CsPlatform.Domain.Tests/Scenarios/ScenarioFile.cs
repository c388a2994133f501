using System.Text.RegularExpressions;

namespace CsPlatform.Domain.Tests.Scenarios;

/// <summary>
/// Reads the scenario tables: Markdown files of headings, "name: value" lines, prose and tables. A heading starts a section; the
/// settings before the second heading hold for the whole file.
/// </summary>
internal static partial class ScenarioFile
{
    /// <summary>The rows of every table, in the order of the files' names.</summary>
    public static IReadOnlyList<ScenarioRow> All { get; } = [.. Folder()
        .EnumerateFiles("*.md", SearchOption.AllDirectories)
        .Select(file => (File: file, Name: Path.GetRelativePath(Folder().FullName, file.FullName).Replace('\\', '/')))
        .Where(file => file.Name.Contains('/', StringComparison.Ordinal))
        .OrderBy(file => file.Name, StringComparer.Ordinal)
        .SelectMany(file => Read(file.Name, System.IO.File.ReadAllLines(file.File.FullName)))];

    /// <summary>The rows of one file.</summary>
    public static IEnumerable<ScenarioRow> Read(string name, IReadOnlyList<string> lines)
    {
        var whole = new Dictionary<string, string>();
        var section = new Dictionary<string, string>();
        var headings = 0;
        string[]? columns = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith('#'))
            {
                headings++;
                (section, columns) = ([], null);
            }
            else if (!line.StartsWith('|'))
            {
                columns = null;
                if (Setting().Match(line) is { Success: true } setting)
                {
                    (headings <= 1 ? whole : section)[setting.Groups[1].Value] = setting.Groups[2].Value.Trim();
                }
            }
            else if (columns is null)
            {
                columns = Cells(line);
            }
            else if (!Rule().IsMatch(line))
            {
                yield return Row(name, i + 1, new(whole.Concat(section).GroupBy(s => s.Key).Select(g => g.Last())), columns, Cells(line));
            }
        }
    }

    private static ScenarioRow Row(
        string name, int line, Dictionary<string, string> settings, string[] columns, string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new FormatException($"{name}:{line}: {cells.Length} cells under {columns.Length} columns.");
        }

        var pairs = columns.Zip(cells).ToList();
        return new ScenarioRow(
            name,
            line,
            settings,
            pairs.Where(pair => !pair.First.StartsWith('→')).ToDictionary(pair => pair.First, pair => pair.Second),
            pairs.Where(pair => pair.First.StartsWith('→')).ToDictionary(pair => pair.First[1..].Trim(), pair => pair.Second));
    }

    private static string[] Cells(string line) =>
        [.. Bar().Split(line.Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    private static DirectoryInfo Folder() => new(Path.Combine(AppContext.BaseDirectory, "Scenarios"));

    [GeneratedRegex("^([a-z][a-z ]*): (.+)$")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\|[\s|:-]+\|$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
