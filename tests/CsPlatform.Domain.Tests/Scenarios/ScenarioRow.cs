using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios;

/// <summary>One row of a scenario table: cells by the name of their column, under the settings of its section.</summary>
/// <param name="File">Path of the file below Scenarios, such as "xiaohongshu/reply-rate.md".</param>
/// <param name="Line">Line of the row in the file, from 1.</param>
/// <param name="Settings">The "name: value" lines of the file's head and of the section; the section's win.</param>
/// <param name="Given">Cells of the columns that describe the case.</param>
/// <param name="Expected">Cells of the columns whose name starts with "→", without the arrow.</param>
internal sealed record ScenarioRow(
    string File,
    int Line,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyDictionary<string, string> Given,
    IReadOnlyDictionary<string, string> Expected)
{
    private static readonly Lazy<RulebookCatalogue> Shipped = new(RulebookCatalogue.LoadEmbedded);

    /// <summary>The shipped rulebooks.</summary>
    public static RulebookCatalogue Catalogue => Shipped.Value;

    /// <summary>The platform: the folder of the file.</summary>
    public string Platform => File.Split('/')[0];

    /// <summary>Ids of the rules it is about: the setting "rule", several parted by commas.</summary>
    public IReadOnlyList<string> RuleIds => [.. (Find("rule") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The only rule it is about.</summary>
    public string RuleId => RuleIds.Single();

    /// <summary>The rulebook in force on the day of the setting "at" or of the column of that name.</summary>
    public Rulebook Rulebook => Catalogue.Find(Platform, LocalDatePattern.Iso.Parse(Cell("at")).Value)
        ?? throw new InvalidOperationException($"{Platform} has no rulebook on {Cell("at")}.");

    /// <summary>A cell, or the setting of that name; empty cells count as absent.</summary>
    public string Cell(string name) => Find(name)
        ?? throw new InvalidOperationException($"{File}:{Line}: there is neither a column nor a setting \"{name}\".");

    /// <summary>A cell, or the setting of that name; null when neither is given.</summary>
    public string? Find(string name) =>
        Given.TryGetValue(name, out var cell) && cell.Length > 0 ? cell : Settings.GetValueOrDefault(name);

    public override string ToString() => $"{File}:{Line} {string.Join(" | ", Given.Values)}";
}
