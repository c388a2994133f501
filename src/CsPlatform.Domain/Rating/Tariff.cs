using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A price list of a platform, from its first day until the next tariff's first day. Immutable.</summary>
public sealed record Tariff
{
    private readonly Dictionary<(ChargeKind, DayClass), Fen> prices;

    /// <exception cref="ArgumentException">Two prices for one kind and day class.</exception>
    public Tariff(string platform, string version, LocalDate effectiveFrom, string source, IReadOnlyList<TariffRate> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        prices = rates.ToDictionary(rate => (rate.Kind, rate.DayClass), rate => rate.UnitPrice);
        (Platform, Version, EffectiveFrom, Source) = (platform, version, effectiveFrom, source);
        Rates = [.. rates.OrderBy(rate => rate.Kind).ThenBy(rate => rate.DayClass)];
    }

    /// <summary>The platform.</summary>
    public string Platform { get; }

    /// <summary>Its name, unique within the platform.</summary>
    public string Version { get; }

    /// <summary>First natural day it holds.</summary>
    public LocalDate EffectiveFrom { get; }

    /// <summary>Where the prices come from.</summary>
    public string Source { get; }

    /// <summary>The prices, by kind and day class.</summary>
    public IReadOnlyList<TariffRate> Rates { get; }

    /// <summary>The price of a unit; null = not priced, which is never the same as free.</summary>
    public Fen? PriceOf(ChargeKind kind, DayClass dayClass) => prices.TryGetValue((kind, dayClass), out var price) ? price : null;
}
