using System.Runtime.InteropServices;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// Facts of one metric by shop and day. Shops go by numbers that the caller gives them. Not for use by several threads at a time.
/// </summary>
public sealed class ReplyFacts
{
    private readonly Dictionary<long, Count> counts = [];

    /// <summary>Shop-days that count anything.</summary>
    public IEnumerable<(int Shop, LocalDate Day, Rate Rate)> All =>
        from entry in counts
        where entry.Value.Units > 0
        select ((int)(entry.Key >> 32), ChinaMillis.DayOf(unchecked((int)entry.Key)), new Rate(entry.Value.Hits, entry.Value.Units));

    /// <summary>The fact of a shop's day; 0/0 where there is none.</summary>
    public Rate this[int shop, LocalDate day] =>
        counts.TryGetValue(Key(shop, ChinaMillis.Number(day)), out var count) ? new Rate(count.Hits, count.Units) : default;

    /// <summary>Adds other facts to these: those of another part of the same messages.</summary>
    public void Add(ReplyFacts others)
    {
        foreach (var (key, count) in others.counts)
        {
            Add(key, count.Hits, count.Units);
        }
    }

    internal void Add(int shop, int day, int hits, int units) => Add(Key(shop, day), hits, units);

    private static long Key(int shop, int day) => ((long)shop << 32) | unchecked((uint)day);

    private void Add(long key, long hits, long units)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        count.Hits += hits;
        count.Units += units;
    }

    private struct Count
    {
        internal long Hits;
        internal long Units;
    }
}
