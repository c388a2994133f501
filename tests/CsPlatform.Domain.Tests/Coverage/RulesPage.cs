using System.Reflection;
using System.Text;

namespace CsPlatform.Domain.Tests.Coverage;

/// <summary>Writes docs/RULES.md: what became of every rule of the inventory, and every rule beyond it.</summary>
internal static class RulesPage
{
    private const string Head = """
        # Rules

        What became of every rule that the source documents name (by its number in the inventory), platform by platform: the items
        of the rulebooks in `src/CsPlatform.Rulebooks/platforms` that answer it and the tables in
        `tests/CsPlatform.Domain.Tests/Scenarios` that play them, or the reason why nothing is executed. After each item: its
        section of the rulebook, where its words come from, and the first days of the versions that hold it. After each table:
        how many of its rows name the item.

        This page is written by a test and compared by it on every run:
        `CS_WRITE_RULES=1 dotnet test tests/CsPlatform.Domain.Tests --filter The_page_of_rules`.

        """;

    /// <summary>Where the page stands in the repository.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "docs",
        "RULES.md");

    /// <summary>The page as it should be.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Head);
        var platforms = InventoryEntry.All.Select(entry => entry.Platform).Union(CoveredRule.All.Select(rule => rule.Platform));
        foreach (var platform in platforms)
        {
            var rules = CoveredRule.All.Where(rule => rule.Platform == platform).ToList();
            page.Append($"\n## {platform}\n\n");
            AppendRow(page, "id", "rule", "items", "played by", "nothing is executed because");
            AppendRow(page, "---", "---", "---", "---", "---");
            foreach (var entry in InventoryEntry.All.Where(entry => entry.Platform == platform))
            {
                var answers = rules.Where(rule => rule.Inventory.Contains(entry.Id)).ToList();
                AppendRow(page, entry.Id, Cell(entry.Title), Items(answers), Tables(answers), Reasons(answers));
            }

            AppendBeyond(page, [.. rules.Where(rule => rule.Inventory.Count == 0)]);
        }

        return page.ToString();
    }

    private static void AppendBeyond(StringBuilder page, List<CoveredRule> rules)
    {
        if (rules.Count == 0)
        {
            return;
        }

        page.Append("\nBeyond the inventory:\n\n");
        AppendRow(page, "item", "rule", "played by", "nothing is executed because");
        AppendRow(page, "---", "---", "---", "---");
        foreach (var rule in rules)
        {
            AppendRow(page, Items([rule]), Cell(rule.Latest.Head.NameEn), Tables([rule]), Reasons([rule]));
        }
    }

    private static void AppendRow(StringBuilder page, params string[] cells) =>
        page.Append('|').AppendJoin("", cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |")).Append('\n');

    private static string Items(List<CoveredRule> rules) => string.Join("<br>", rules.Select(rule =>
        $"`{rule.Id}` ({rule.Latest.Kind}; {Cell(rule.Latest.Head.Source)}; "
        + $"{string.Join(", ", rule.Entries.Select(version => version.Version.Version.ToString("R", null)))})"));

    private static string Tables(List<CoveredRule> rules) => string.Join("<br>", rules
        .SelectMany(rule => rule.Rows)
        .Distinct()
        .GroupBy(row => row.File)
        .Select(file => $"{file.Key}: {file.Count()}"));

    private static string Reasons(List<CoveredRule> rules) => string.Join("<br>", rules
        .Where(rule => !rule.IsExecuted)
        .Select(rule => (rules.Count > 1 ? $"`{rule.Id}`: " : "") + Cell(rule.Latest.NotExecuted!)));

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
