using CsPlatform.Domain.Metrics;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of one platform as read, by shop and metric.</summary>
internal sealed class FactTable
{
    private readonly SortedDictionary<string, Dictionary<string, Dictionary<LocalDate, FactChange>>> shops =
        new(StringComparer.Ordinal);

    private readonly Dictionary<(string ShopId, string MetricId), Func<Period, long>> units = [];

    /// <summary>The shops in ordinal order, each with its series by metric.</summary>
    internal IEnumerable<(string ShopId, IReadOnlyDictionary<string, FactSeries> Metrics)> Shops =>
        shops.Select(shop => (
            shop.Key,
            (IReadOnlyDictionary<string, FactSeries>)shop.Value.Keys.ToDictionary(metric => metric, metric => Series(shop.Key, metric))));

    internal void Add(string shopId, string metricId, LocalDate day, FactChange fact)
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
        days[day] = fact;
    }

    /// <summary>A shop's series of a metric; empty when there is none.</summary>
    internal FactSeries Series(string shopId, string metricId) => new(
        shops.GetValueOrDefault(shopId)?.GetValueOrDefault(metricId) ?? [], units.GetValueOrDefault((shopId, metricId)));

    /// <summary>Has the units of a shop's metric counted otherwise than by the sum of the days.</summary>
    internal void CountUnits(string shopId, string metricId, Func<Period, long> count) => units[(shopId, metricId)] = count;
}
