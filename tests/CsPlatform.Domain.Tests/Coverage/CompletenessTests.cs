using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.TestSupport;

namespace CsPlatform.Domain.Tests.Coverage;

/// <summary>Nothing named is lost: every rule of the inventory has an item, every executed item is played by a table.</summary>
public class CompletenessTests
{
    private const int FewestRowsOfAPlatform = 30;

    [Fact]
    public void Every_rule_of_the_inventory_has_an_item_of_its_platforms_rulebook()
    {
        var covered = InventoryEntry.All.Where(entry =>
            CoveredRule.All.Any(rule => rule.Platform == entry.Platform && rule.Inventory.Contains(entry.Id))).ToList();
        TestSummary.Write("inventory ids covered", $"{covered.Count} of {InventoryEntry.All.Count}");

        None(InventoryEntry.All.Except(covered).Select(entry => entry.Id));
    }

    [Fact]
    public void Every_executed_rule_is_named_by_a_row_of_a_table() =>
        None(CoveredRule.All.Where(rule => rule.IsExecuted && rule.Rows.Count == 0).Select(rule => rule.Id));

    [Fact]
    public void Every_platform_has_at_least_thirty_rows() =>
        None(from platform in InventoryEntry.All.Select(entry => entry.Platform).Distinct()
                     let rows = ScenarioFile.All.Count(row => row.Platform == platform)
                     where rows < FewestRowsOfAPlatform
                     select $"{platform}: {rows}");

    [Fact]
    public void The_page_of_rules_is_what_the_rulebooks_and_tables_say()
    {
        var page = RulesPage.Write();
        if (Environment.GetEnvironmentVariable("CS_WRITE_RULES") == "1")
        {
            File.WriteAllText(RulesPage.Path, page);
        }

        Assert.Equal(page.Split('\n'), File.ReadAllText(RulesPage.Path).Split('\n'));
    }

    // Says all of them; the collection assertions show the first few.
    private static void None(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join(", ", found));
}
