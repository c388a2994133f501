using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Flow;

/// <summary>Whose quotas a batch touches, and with how many events each.</summary>
internal sealed class QuotaDemand
{
    private QuotaDemand()
    {
    }

    internal Dictionary<string, int> Sources { get; } = [];

    internal Dictionary<(string Platform, string ShopId), int> Shops { get; } = [];

    /// <summary>Counts a batch. Items may be faulty: a key that no valid event has counts as the empty one.</summary>
    internal static QuotaDemand Of(IReadOnlyList<Event> events, bool countsSources, bool countsShops)
    {
        var demand = new QuotaDemand();
        if (countsSources)
        {
            CountRuns(events, item => Key(item.Source, Limits.Source), demand.Sources);
        }

        if (countsShops)
        {
            CountRuns(
                events, item => (Key(item.Shop?.Platform, Limits.Id), Key(item.Shop?.ShopId, Limits.Id)), demand.Shops);
        }

        return demand;
    }

    // Neighbours are mostly of one sender: a run costs one look-up.
    private static void CountRuns<TKey>(IReadOnlyList<Event> events, Func<Event, TKey> keyOf, Dictionary<TKey, int> counts)
        where TKey : notnull
    {
        for (var i = 0; i < events.Count;)
        {
            var (key, start) = (keyOf(events[i]), i);
            while (++i < events.Count && EqualityComparer<TKey>.Default.Equals(keyOf(events[i]), key))
            {
            }

            counts[key] = counts.GetValueOrDefault(key) + i - start;
        }
    }

    // A character may take two of a string's.
    private static string Key(string? text, int most) => text is null || text.Length > most * 2 ? "" : text;
}
