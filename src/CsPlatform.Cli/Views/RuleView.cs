using System.Text.Json;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Views;

/// <summary>A rule of a rulebook as JSON.</summary>
/// <param name="Kind">The section of the file it stands in, such as "metrics".</param>
/// <param name="Id">Its id.</param>
/// <param name="NameZh">The platform's own name of it.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="TextZh">The rule in the platform's own words.</param>
/// <param name="TextEn">The rule in English.</param>
/// <param name="Section">Section of the handbook.</param>
/// <param name="SourceClass">seed, official, copy, hearsay or assumed.</param>
/// <param name="From">First day it holds.</param>
/// <param name="To">First day it no longer holds; null = until further notice.</param>
/// <param name="NotExecuted">Why nothing executes it; null = it is executed.</param>
/// <param name="Assumptions">What was assumed.</param>
/// <param name="Inventory">Numbers of the handbook's inventory that it answers.</param>
/// <param name="Definition">The rule as the file has it; null in a list.</param>
public sealed record RuleView(
    string Kind,
    string Id,
    string NameZh,
    string NameEn,
    string TextZh,
    string TextEn,
    string Section,
    string SourceClass,
    string From,
    string? To,
    string? NotExecuted,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Inventory,
    JsonElement? Definition)
{
    public static RuleView Of(RuleEntry entry, JsonElement? definition = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var head = entry.Head;
        var bracket = head.Source.LastIndexOf(" (", StringComparison.Ordinal);
        return new RuleView(
            entry.Kind,
            head.Id,
            head.NameZh,
            head.NameEn,
            head.TextZh,
            head.TextEn,
            head.Source[..bracket],
            head.Source[(bracket + 2)..^1],
            $"{head.From:R}",
            head.Until is { } until ? $"{until:R}" : null,
            entry.NotExecuted,
            head.Assumptions,
            head.Inventory,
            definition);
    }
}
