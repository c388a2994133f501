using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>What an amount is due for, once: the rule, the shop, and the case, order, day or month.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Subject">Id of the case, order or product; or the day, YYYY-MM-DD; or the month, YYYY-MM.</param>
public readonly record struct DueKey(string RuleId, ShopKey Shop, string Subject)
{
    /// <summary>The key that the rule counts by.</summary>
    public static DueKey Of(AmountRule rule, AmountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(facts);
        var subject = rule.DueOncePer switch
        {
            DueOncePer.ShopDay => facts.Day.ToString("uuuu'-'MM'-'dd", null),
            DueOncePer.ShopMonth => facts.Day.ToString("uuuu'-'MM", null),
            _ => facts.Subject,
        };
        return new DueKey(rule.Head.Id, facts.Shop, subject);
    }
}
