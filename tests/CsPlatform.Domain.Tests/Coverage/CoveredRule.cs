using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;

namespace CsPlatform.Domain.Tests.Coverage;

/// <summary>One rule of a platform over all versions of its rulebook, with the scenario rows that name it.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Entries">Its entry in each version that holds it, oldest first.</param>
/// <param name="Rows">The rows that name it.</param>
internal sealed record CoveredRule(
    string Platform, IReadOnlyList<(Rulebook Version, RuleEntry Entry)> Entries, IReadOnlyList<ScenarioRow> Rows)
{
    /// <summary>Every rule of every shipped rulebook, by platform and then as the rulebooks name them.</summary>
    public static IReadOnlyList<CoveredRule> All { get; } =
    [
        .. from platform in ScenarioRow.Catalogue.Platforms
           from version in ScenarioRow.Catalogue.Versions(platform)
           from entry in version.Contents
           group (version, entry) by (platform, entry.Head.Id) into rule
           select new CoveredRule(
               rule.Key.platform,
               [.. rule],
               [.. ScenarioFile.All.Where(row => row.Platform == rule.Key.platform && row.RuleIds.Contains(rule.Key.Id))]),
    ];

    public string Id => Latest.Head.Id;

    /// <summary>Its entry in the newest version that holds it.</summary>
    public RuleEntry Latest => Entries[^1].Entry;

    /// <summary>Whether any version executes it.</summary>
    public bool IsExecuted => Entries.Any(version => version.Entry.NotExecuted is null);

    /// <summary>Numbers of the inventory that it answers.</summary>
    public IReadOnlyList<string> Inventory => [.. Entries.SelectMany(version => version.Entry.Head.Inventory).Distinct()];
}
