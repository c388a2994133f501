using System.Reflection;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.TestSupport;

namespace CsPlatform.Domain.Tests.Coverage;

/// <summary>What the tests of the core cover: told at the end of ./test.sh.</summary>
public class CoverageTests
{
    [Fact]
    public void Every_platform_has_rulebooks_and_scenario_tables()
    {
        var platforms = ScenarioRow.Catalogue.Platforms;
        var rows = ScenarioFile.All.CountBy(row => row.Platform).ToDictionary();
        TestSummary.Write("platforms", $"{platforms.Count} ({string.Join(", ", platforms)})");
        TestSummary.Write("rulebook versions", $"{platforms.Sum(platform => ScenarioRow.Catalogue.Versions(platform).Count)}");
        TestSummary.Write(
            "scenario rows per platform",
            string.Join(", ", platforms.Select(platform => $"{platform} {rows.GetValueOrDefault(platform)}")));

        Assert.Empty(rows.Keys.Except(platforms));
        Assert.Equal(ScenarioFile.All.Count, ScenarioTests.Rows().Count);
    }

    [Fact]
    public void Properties_are_marked_as_such()
    {
        var properties = (from type in Assembly.GetExecutingAssembly().GetTypes()
                          from method in type.GetMethods()
                          where method.IsDefined(typeof(FactAttribute)) && (IsProperty(method) || IsProperty(type))
                          select method).Count();
        TestSummary.Write("properties", $"{properties}");

        Assert.NotEqual(0, properties);
    }

    [Fact]
    public void The_inventory_is_whole()
    {
        Assert.Equal(184, InventoryEntry.All.Count);
        Assert.Equal(184, InventoryEntry.All.DistinctBy(entry => entry.Id).Count());
        Assert.Empty(InventoryEntry.All.Select(entry => entry.Platform).Except(ScenarioRow.Catalogue.Platforms));
    }

    [Fact]
    public void An_item_names_only_rules_of_the_inventory_that_are_its_platforms()
    {
        var known = InventoryEntry.All.Select(entry => (entry.Platform, entry.Id)).ToHashSet();

        Assert.Empty(from rule in CoveredRule.All
                     from id in rule.Inventory
                     where !known.Contains((rule.Platform, id))
                     select $"{rule.Id}: {id}");
    }

    private static bool IsProperty(MemberInfo member) => member.CustomAttributes.Any(attribute =>
        attribute.AttributeType == typeof(TraitAttribute)
        && attribute.ConstructorArguments.Select(argument => argument.Value as string).SequenceEqual(["kind", "property"]));
}
