namespace CsPlatform.Rulebooks.Tests;

/// <summary>
/// No rule changes unnoticed: the hash of every shipped rulebook stands in Files/hashes.txt. After a change that is meant:
/// ./cs rules list --hashes > tests/CsPlatform.Rulebooks.Tests/Files/hashes.txt
/// </summary>
public class PinnedHashesTests
{
    [Fact]
    public void The_shipped_rulebooks_have_the_pinned_hashes()
    {
        var catalogue = RulebookCatalogue.LoadEmbedded();
        var shipped = catalogue.Platforms.SelectMany(catalogue.Versions)
            .Select(rulebook => $"{rulebook.Platform} {rulebook.Version:R} {rulebook.Hash}");

        Assert.Equal(Samples.Own("hashes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries), shipped);
    }
}
