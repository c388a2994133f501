using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;

namespace CsPlatform.Billing.Storage;

/// <summary>The amounts of the rulebooks, by the very rulebook that a decision was taken under.</summary>
internal sealed class AmountRules(RulebookCatalogue catalogue)
{
    /// <summary>The rule, and where it stands.</summary>
    /// <exception cref="InvalidDataException">This service does not have that rulebook, or it has no such amount.</exception>
    internal (AmountRule Rule, RuleCitation Citation) Find(string platform, string version, string hash, string amountId)
    {
        var rulebook = catalogue.Versions(platform).FirstOrDefault(known => known.Hash == hash)
            ?? throw new InvalidDataException(
                $"Rulebook {platform} {version} with hash {hash} is not known here: give billing the rulebooks that sanctions has.");
        var rule = rulebook.Amounts.FirstOrDefault(amount => amount.Head.Id == amountId)
            ?? throw new InvalidDataException($"Rulebook {platform} {version} has no amount {amountId}.");
        return (rule, rulebook.Cite(rule.Head.Id, rule.Head.Source));
    }
}
