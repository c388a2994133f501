using System.Reflection;
using System.Text.RegularExpressions;
using CsPlatform.Domain.Primitives;

namespace Architecture.Tests;

/// <summary>The domain decides and does nothing else: no I/O, no clock, no floating point, one package.</summary>
public partial class DomainPurityTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // An area may use only areas before it. Ledger stands beside: primitives only; rating may build its postings. Nobody uses
    // eligibility: what is allowed is asked from outside and decides nothing else.
    private static readonly Dictionary<string, string[]> AreasBefore = new()
    {
        ["Primitives"] = [],
        ["Ledger"] = ["Primitives"],
        ["Rulebooks"] = ["Primitives"],
        ["Timelines"] = ["Primitives", "Rulebooks"],
        ["Metrics"] = ["Primitives", "Rulebooks", "Timelines"],
        ["Obligations"] = ["Primitives", "Rulebooks", "Timelines", "Metrics"],
        ["Clocks"] = ["Primitives", "Rulebooks", "Timelines", "Metrics", "Obligations"],
        ["Conduct"] = ["Primitives", "Rulebooks", "Timelines", "Metrics", "Obligations"],
        ["Sanctions"] = ["Primitives", "Rulebooks", "Timelines", "Metrics", "Obligations", "Conduct"],
        ["Rating"] = ["Primitives", "Rulebooks", "Timelines", "Metrics", "Obligations", "Conduct", "Sanctions", "Ledger"],
        ["Eligibility"] = ["Primitives", "Rulebooks", "Metrics", "Obligations"],
    };

    private static readonly Assembly Domain = typeof(ShopKey).Assembly;

    [Fact]
    public void Only_the_runtime_and_NodaTime_are_referenced()
    {
        var strangers = Domain.GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name != "NodaTime" && !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(strangers);
    }

    [Fact]
    public void No_floating_point_stands_in_a_field_a_signature_or_a_local()
    {
        var floats = from type in Domain.GetTypes()
                     from member in type.GetMembers(Everything)
                     from used in TypesOf(member)
                     where used == typeof(double) || used == typeof(float) || used == typeof(Half)
                     select $"{type.FullName}.{member.Name}: {used.Name}";

        Assert.Empty(floats.Distinct());
    }

    [Fact]
    public void An_area_uses_only_the_areas_before_it()
    {
        var wrong = from path in Repository.Files(".cs", "src/CsPlatform.Domain")
                    let area = path.Split('/')[2]
                    from used in AreaUse().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value).Distinct()
                    where used != area && (!AreasBefore.TryGetValue(area, out var before) || !before.Contains(used))
                    select $"{path} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_area_is_in_the_table_and_the_table_names_no_other() => Assert.Equal(
        Repository.Files(".cs", "src/CsPlatform.Domain").Select(path => path.Split('/')[2]).Distinct().Order(StringComparer.Ordinal),
        AreasBefore.Keys.Order(StringComparer.Ordinal));

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        MethodBase method =>
        [
            .. method.GetParameters().Select(parameter => parameter.ParameterType),
            .. method is MethodInfo { ReturnType: var result } ? [result] : Array.Empty<Type>(),
            .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        ],
        _ => [],
    };

    [GeneratedRegex(@"CsPlatform\.Domain\.(\w+)")]
    private static partial Regex AreaUse();
}
