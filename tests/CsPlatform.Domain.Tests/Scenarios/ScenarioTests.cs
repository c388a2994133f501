namespace CsPlatform.Domain.Tests.Scenarios;

/// <summary>Plays every row of every scenario table.</summary>
public class ScenarioTests
{
    private static readonly Dictionary<string, IScenarioRunner> Runners = typeof(ScenarioTests).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IScenarioRunner)))
        .Select(type => (IScenarioRunner)Activator.CreateInstance(type)!)
        .ToDictionary(runner => runner.Name);

    private static readonly Dictionary<string, ScenarioRow> ByPlace = ScenarioFile.All.ToDictionary(row => $"{row.File}:{row.Line}");

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (place, row) in ByPlace)
        {
            rows.Add(place, row.Given.Values.First());
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_row_holds(string place, string what)
    {
        var row = ByPlace[place];
        Assert.True(
            Runners.TryGetValue(row.Cell("runner"), out var runner),
            $"{place}: there is no runner \"{row.Cell("runner")}\"; known: {string.Join(", ", Runners.Keys.Order())}");
        Assert.NotEmpty(row.Expected);
        var found = runner.Play(row);

        Assert.Empty(row.Expected.Keys.Except(found.Keys));
        foreach (var (column, expected) in row.Expected)
        {
            Assert.Equal($"{place} {what} → {column}: {expected}", $"{place} {what} → {column}: {found[column]}");
        }
    }

    [Fact]
    public void Every_rule_that_a_table_names_is_in_its_platforms_rulebook()
    {
        var unknown = from row in ScenarioFile.All
                      from id in row.RuleIds
                      where ScenarioRow.Catalogue.Versions(row.Platform).All(r => r.Contents.All(entry => entry.Head.Id != id))
                      select $"{row.File}: {id}";

        Assert.Empty(unknown.Distinct());
    }
}
