using System.Globalization;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.TestSupport;

namespace CsPlatform.Domain.Tests;

/// <summary>What the tests of the core cover: told at the end of ./test.sh.</summary>
public class CoverageTests
{
    [Fact]
    public void Every_platform_has_rulebooks_and_scenario_tables()
    {
        var platforms = ScenarioRow.Catalogue.Platforms;
        var rows = ScenarioFile.All.CountBy(row => row.Platform).ToDictionary();
        var versions = platforms.Sum(platform => ScenarioRow.Catalogue.Versions(platform).Count);

        TestSummary.Write("platforms", $"{platforms.Count} ({string.Join(", ", platforms)})");
        TestSummary.Write("rulebook versions", versions.ToString(CultureInfo.InvariantCulture));
        TestSummary.Write(
            "scenario rows per platform",
            string.Join(", ", platforms.Select(platform => $"{platform} {rows.GetValueOrDefault(platform)}")));
        Assert.Empty(rows.Keys.Except(platforms));
    }

    [Fact]
    public void Properties_are_marked_as_such()
    {
        var properties = from type in typeof(CoverageTests).Assembly.GetTypes()
                         from member in type.GetMethods()
                         where member.GetCustomAttributesData().Concat(type.GetCustomAttributesData()).Any(IsProperty)
                            && member.GetCustomAttributesData().Any(mark => mark.AttributeType.IsAssignableTo(typeof(FactAttribute)))
                         select member;
        var count = properties.Count();

        TestSummary.Write("properties", count.ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual(0, count);
    }

    private static bool IsProperty(System.Reflection.CustomAttributeData mark) => mark.AttributeType == typeof(TraitAttribute)
        && mark.ConstructorArguments.Select(argument => argument.Value as string).SequenceEqual(["kind", "property"]);
}
