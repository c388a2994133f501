using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a pay rule holds beyond its head.</summary>
internal static class AgentPayReader
{
    public static AgentPayRule Read(V1.AgentPay rule, RuleHead head, Place place, RuleIds ids)
    {
        var lowest = place.Range("lowestBaseFen", rule.LowestBaseFen, 1, int.MaxValue);
        var highest = place.Range("highestBaseFen", rule.HighestBaseFen, Math.Max(1, lowest), int.MaxValue);
        return new AgentPayRule(
            head,
            new Fen(lowest),
            new Fen(highest),
            Share("ownSalesHundredthsOfPercent", rule.HasOwnSalesHundredthsOfPercent, rule.OwnSalesHundredthsOfPercent, place),
            Share(
                "ownReturnsHundredthsOfPercent",
                rule.HasOwnReturnsHundredthsOfPercent,
                rule.OwnReturnsHundredthsOfPercent,
                place),
            Share(
                "unconsultedSalesHundredthsOfPercent",
                rule.HasUnconsultedSalesHundredthsOfPercent,
                rule.UnconsultedSalesHundredthsOfPercent,
                place),
            rule.BasicPerformanceNotBelowZero,
            rule.CommissionNotBelowZero);
    }

    private static Percentage Share(string name, bool given, int hundredths, Place place)
    {
        if (!given)
        {
            place.Field(name).Fault("is required; write 0 where there is none");
        }

        return new Percentage(Math.Clamp(place.Range(name, hundredths, 0, Percentage.Whole), 0, Percentage.Whole));
    }
}
