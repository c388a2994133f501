using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Views;

/// <summary>A tariff as JSON: the same form that `tariff publish` reads.</summary>
public sealed record TariffView(
    string Platform, string Version, string EffectiveFrom, string Source, IReadOnlyList<TariffView.Rate> Rates)
{
    public static TariffView Of(Tariff tariff) => new(
        tariff.Platform,
        tariff.Version,
        tariff.EffectiveFrom,
        tariff.Source,
        [.. tariff.Rates.Select(rate => new Rate(Wording.Word(rate.Kind), Wording.Word(rate.DayClass), rate.UnitPriceFen))]);

    /// <summary>One price in fen.</summary>
    public sealed record Rate(string Kind, string DayClass, long UnitPriceFen);
}
