using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of one platform as read, by shop and metric.</summary>
internal sealed class FactTable
{
    private readonly SortedDictionary<string, Dictionary<string, Dictionary<LocalDate, Rate>>> shops =
        new(StringComparer.Ordinal);

    /// <summary>The shops in ordinal order, each with its series by metric.</summary>
    internal IEnumerable<(string ShopId, IReadOnlyDictionary<string, FactSeries> Metrics)> Shops =>
        shops.Select(shop => (
            shop.Key,
            (IReadOnlyDictionary<string, FactSeries>)shop.Value.ToDictionary(m => m.Key, m => new FactSeries(m.Value))));

    internal void Add(string shopId, string metricId, LocalDate day, Rate rate)
    {
        if (!shops.TryGetValue(shopId, out var metrics))
        {
            shops.Add(shopId, metrics = []);
        }

        if (!metrics.TryGetValue(metricId, out var days))
        {
            metrics.Add(metricId, days = []);
        }

        // Ranges of one series that overlap give the same fact twice.
        days[day] = rate;
    }

    /// <summary>A shop's series of a metric; empty when there is none.</summary>
    internal FactSeries Series(string shopId, string metricId) =>
        new(shops.GetValueOrDefault(shopId)?.GetValueOrDefault(metricId) ?? []);
}
