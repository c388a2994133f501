namespace CsPlatform.Rulebooks.Tests;

/// <summary>
/// No rule changes unnoticed: the hash of every shipped rulebook stands in Files/hashes.txt. After a change that is meant:
/// the command below.
/// </summary>
public class PinnedHashesTests
{
    private const string Command = "./cs rules list --hashes > tests/CsPlatform.Rulebooks.Tests/Files/hashes.txt";

    [Fact]
    public void The_shipped_rulebooks_have_the_pinned_hashes()
    {
        var catalogue = RulebookCatalogue.LoadEmbedded();
        var shipped = catalogue.Platforms.SelectMany(catalogue.Versions)
            .Select(rulebook => $"{rulebook.Platform} {rulebook.Version:R} {rulebook.Hash}").ToArray();

        var pinned = Samples.Own("hashes.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var changed = shipped.Except(pinned).Concat(pinned.Except(shipped)).Order(StringComparer.Ordinal).ToArray();

        Assert.True(
            changed.Length == 0,
            $"Rulebooks changed. Meant? {Command}\nPinned and shipped differ in:\n{string.Join('\n', changed)}");
    }
}
