using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Views;

/// <summary>A rulebook as JSON. Days are YYYY-MM-DD in China Standard Time.</summary>
/// <param name="Platform">The platform's key.</param>
/// <param name="Version">Its version, which is its first day.</param>
/// <param name="From">First day it holds.</param>
/// <param name="To">First day it no longer holds; null = holds until further notice.</param>
/// <param name="Hash">SHA-256 of what it says.</param>
/// <param name="File">The file it was read from; a shipped one below src/CsPlatform.Rulebooks.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="Rules">How many rules it holds.</param>
/// <param name="NotExecuted">How many of them are switched off or notes.</param>
public sealed record RulebookView(
    string Platform, string Version, string From, string? To, string Hash, string File, string NameZh, int Rules, int NotExecuted)
{
    public static RulebookView Of(Rulebook rulebook, RulebookCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(catalogue);
        var from = $"{rulebook.Version:R}";
        return new RulebookView(
            rulebook.Platform,
            from,
            from,
            rulebook.EndsBefore is { } end ? $"{end:R}" : null,
            rulebook.Hash,
            catalogue.FileOf(rulebook).Name,
            rulebook.NameZh,
            rulebook.Contents.Count,
            rulebook.Contents.Count(entry => entry.NotExecuted is not null));
    }
}
