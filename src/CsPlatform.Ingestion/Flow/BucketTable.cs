namespace CsPlatform.Ingestion.Flow;

/// <summary>
/// A bucket per key. Full ones are forgotten, so what is kept follows the keys that are busy now, not those ever seen; a hard limit
/// holds besides. Not for several threads at once.
/// </summary>
internal sealed class BucketTable<TKey>(BucketRule rule, int most)
    where TKey : notnull
{
    private const int FirstSweep = 1_024;

    private readonly Dictionary<TKey, TokenBucket> buckets = [];
    private int sweepAt = Math.Min(FirstSweep, most);

    internal BucketRule Rule => rule;

    /// <summary>Buckets that are remembered.</summary>
    internal int Count => buckets.Count;

    /// <summary>Ticks until the key may have so many events more.</summary>
    internal long WaitFor(TKey key, int count, long now) => buckets.GetValueOrDefault(key).WaitFor(rule, now, count);

    /// <summary>Ticks over which so many events of the key are to be spread.</summary>
    internal long SpreadFor(TKey key, int count, long now) => buckets.GetValueOrDefault(key).SpreadFor(rule, now, count);

    internal void Take(TKey key, int count, long now)
    {
        buckets[key] = buckets.GetValueOrDefault(key).Take(rule, now, count);
        if (buckets.Count >= sweepAt)
        {
            Sweep(now);
        }
    }

    internal void Return(TKey key, int count)
    {
        if (buckets.TryGetValue(key, out var bucket))
        {
            buckets[key] = bucket.Return(count);
        }
    }

    private void Sweep(long now)
    {
        foreach (var (key, bucket) in buckets)
        {
            if (bucket.Drained(rule, now).Debt == 0)
            {
                buckets.Remove(key);
            }
        }

        if (buckets.Count >= most)
        {
            // Those that owe least are missed least.
            foreach (var (key, _) in buckets.OrderBy(entry => entry.Value.Drained(rule, now).Debt).Take((most / 2) + 1).ToList())
            {
                buckets.Remove(key);
            }
        }

        sweepAt = Math.Min(most, Math.Max(FirstSweep, buckets.Count * 2));
    }
}
