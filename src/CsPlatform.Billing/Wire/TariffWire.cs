using CsPlatform.Billing.V1;
using CsPlatform.Domain.Primitives;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using ChargeKind = CsPlatform.Domain.Rating.ChargeKind;
using DayClass = CsPlatform.Domain.Rating.DayClass;
using Tariff = CsPlatform.Domain.Rating.Tariff;
using TariffRate = CsPlatform.Domain.Rating.TariffRate;

namespace CsPlatform.Billing.Wire;

/// <summary>Tariffs between the contract and the domain.</summary>
internal static class TariffWire
{
    private const int VersionLimit = 64;
    private const int SourceLimit = 1024;

    // Far above any price and far below what sums could overflow at.
    private const long PriceLimit = 1_000_000_000;

    internal static V1.Tariff ToProto(this Tariff tariff) => new()
    {
        Platform = tariff.Platform,
        Version = tariff.Version,
        EffectiveFrom = tariff.EffectiveFrom.ToString("R", null),
        Source = tariff.Source,
        Rates =
        {
            tariff.Rates.Select(rate => new V1.TariffRate
            {
                Kind = rate.Kind.ToProto(),
                DayClass = rate.DayClass.ToProto(),
                UnitPriceFen = rate.UnitPrice.Amount,
            }),
        },
    };

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every fault found.</exception>
    internal static Tariff FromProto(V1.Tariff? sent, PlatformCheck platforms)
    {
        var faults = new FieldFaults();
        if (faults.AddIf(sent is null, "tariff", "missing: send the tariff to publish"))
        {
            faults.ThrowIfAny();
        }

        platforms.Check(sent!.Platform, "tariff.platform", faults);
        CheckText(sent.Version, VersionLimit, "tariff.version",
            "a name, unique within the platform, such as \"2021-example\"", faults);
        CheckText(sent.Source, SourceLimit, "tariff.source", "where the prices come from, or that they are an example", faults);
        var from = DayText.Day(sent.EffectiveFrom);
        faults.AddIf(from is null, "tariff.effective_from", "not a date: send the first day as YYYY-MM-DD, China Standard Time");
        var rates = sent.Rates.Select((rate, i) => Rate(rate, $"tariff.rates[{i}]", faults)).OfType<TariffRate>().ToList();
        foreach (var twice in rates.GroupBy(rate => (rate.Kind, rate.DayClass)).Where(group => group.Count() > 1))
        {
            faults.Add("tariff.rates", $"{twice.Count()} prices for {twice.Key.Kind} on {twice.Key.DayClass} days: send one");
        }

        faults.ThrowIfAny();
        return new Tariff(sent.Platform, sent.Version, from!.Value, sent.Source, rates);
    }

    private static void CheckText(string text, int limit, string field, string wanted, FieldFaults faults)
    {
        if (!faults.AddIf(string.IsNullOrWhiteSpace(text), field, $"missing: send {wanted}"))
        {
            TextRules.OptionalKey(faults, field, text, limit);
        }
    }

    private static TariffRate? Rate(V1.TariffRate rate, string path, FieldFaults faults)
    {
        ChargeKind? kind = rate.Kind switch
        {
            V1.ChargeKind.HostedTransfer => ChargeKind.HostedTransfer,
            V1.ChargeKind.HostedConsultation => ChargeKind.HostedConsultation,
            _ => null,
        };
        DayClass? dayClass = rate.DayClass switch
        {
            V1.DayClass.Ordinary => DayClass.Ordinary,
            V1.DayClass.Holiday => DayClass.Holiday,
            _ => null,
        };
        var faulty = faults.AddIf(kind is null, $"{path}.kind", "missing or unknown: send what the price is for");
        faulty |= faults.AddIf(dayClass is null, $"{path}.day_class",
            "missing or unknown: send DAY_CLASS_ORDINARY or DAY_CLASS_HOLIDAY");
        faulty |= faults.AddIf(
            !rate.HasUnitPriceFen,
            $"{path}.unit_price_fen", "missing: send the price in fen (0 = free on purpose), or leave the rate out");
        faulty |= faults.AddIf(
            rate.UnitPriceFen is < 0 or > PriceLimit,
            $"{path}.unit_price_fen", $"{rate.UnitPriceFen}: send 0 to {PriceLimit} fen");
        return faulty ? null : new TariffRate(kind!.Value, dayClass!.Value, new Fen(rate.UnitPriceFen));
    }
}
