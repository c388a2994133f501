using CsPlatform.Ingestion.Tests;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Rulebooks;

namespace CsPlatform.Metrics.Tests;

/// <summary>What the service takes facts for is what docs/EVENTS.md says.</summary>
public class ObligationKeysTests
{
    [Fact]
    public void The_facts_of_every_key_are_those_of_the_page()
    {
        var page = EventsPage.Table("Keys of obligations").Select(row => (Key: row.Single(0), Forms: row.Names(1)))
            .Select(row => $"{row.Key}: {string.Join(", ", row.Forms)}");
        var code = ObligationKeys.Forms.Select(key => $"{key.Key}: {string.Join(", ", key.Value)}");
        Assert.Equal(page.Order(StringComparer.Ordinal), code.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_case_of_every_obligation_is_that_of_the_page()
    {
        var page = EventsPage.Table("Cases of obligations").Select(row => $"{row.Single(0)}: {row.Single(1)}");
        var code = new ObligationBook(RulebookCatalogue.LoadEmbedded()).CaseFields.Select(rule => $"{rule.Key.RuleId}: {rule.Value}");
        Assert.Equal(page.Order(StringComparer.Ordinal), code.Distinct().Order(StringComparer.Ordinal));
    }
}
