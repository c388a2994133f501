using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>Decisions as a table for people, each with its reason.</summary>
internal static class DecisionTable
{
    public static Table Of(IEnumerable<Decision> decisions)
    {
        var table = new Table().AddColumns("shop", "decision", "from", "until", "quota", "figure", "reason");
        foreach (var decision in decisions)
        {
            var figure = decision.Figure is { } f ? $"{Wording.Rate(f.Numerator, f.Denominator)} ({f.Numerator}/{f.Denominator})" : "-";
            table.AddRow(
                Markup.Escape(decision.Shop.ShopId),
                Wording.Word(decision.Kind),
                decision.EffectiveFrom,
                decision.EffectiveUntil.Length == 0 ? "-" : decision.EffectiveUntil,
                decision.QuotaMonth.Length == 0 ? "-" : decision.QuotaMonth,
                figure,
                Markup.Escape($"{decision.ReasonEn}\n{decision.ReasonZh}".Trim()));
        }

        return table;
    }
}
