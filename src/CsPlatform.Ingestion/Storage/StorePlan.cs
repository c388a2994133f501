using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Who is new, who was there before and which position each gets: decided without touching the database.</summary>
internal sealed class StorePlan
{
    private readonly IReadOnlyDictionary<int, FeedHead> heads;

    private StorePlan(
        IReadOnlyDictionary<int, FeedHead> heads,
        Verdict[] verdicts,
        IReadOnlyList<KeyValuePair<EventKey, StoredKey>> added,
        IReadOnlyList<FeedAppend> appends)
    {
        this.heads = heads;
        Verdicts = verdicts;
        Added = added;
        Appends = appends;
    }

    /// <summary>One verdict per event.</summary>
    internal Verdict[] Verdicts { get; }

    /// <summary>The new keys in the order of the index, so that neighbours are written together.</summary>
    internal IReadOnlyList<KeyValuePair<EventKey, StoredKey>> Added { get; }

    /// <summary>The records to append.</summary>
    internal IReadOnlyList<FeedAppend> Appends { get; }

    internal static StorePlan Make(
        IReadOnlyList<PreparedEvent> events,
        EventKey[] keys,
        Dictionary<EventKey, StoredKey> stored,
        IReadOnlyDictionary<int, FeedHead> heads)
    {
        var verdicts = new Verdict[events.Count];
        var added = new Dictionary<EventKey, StoredKey>(events.Count);
        var records = new Dictionary<int, List<ReadOnlyMemory<byte>>>();
        for (var i = 0; i < keys.Length; i++)
        {
            var item = events[i];
            if (stored.TryGetValue(keys[i], out var earlier) || added.TryGetValue(keys[i], out earlier))
            {
                verdicts[i] = Compare(item, earlier);
                continue;
            }

            if (!records.TryGetValue(item.Partition, out var list))
            {
                records.Add(item.Partition, list = []);
            }

            list.Add(item.Record);
            var position = heads[item.Partition].Position + list.Count;
            added.Add(keys[i], new StoredKey(position, item.ContentHash));
            verdicts[i] = new Verdict(ItemOutcome.Accepted, position, item.ContentHash);
        }

        var ordered = added.ToArray();
        Array.Sort(ordered, CompareKeys);
        return new StorePlan(heads, verdicts, ordered, [.. records.Select(entry => new FeedAppend(entry.Key, entry.Value))]);
    }

    /// <summary>Fails when the feed gave other positions than the keys were stored with.</summary>
    internal void CheckPositions(IReadOnlyDictionary<int, long> first)
    {
        foreach (var (partition, position) in first)
        {
            if (position != heads[partition].Position + 1)
            {
                throw new InvalidOperationException(
                    $"Partition {partition} was locked at {heads[partition].Position}, yet its append began at {position}.");
            }
        }
    }

    private static Verdict Compare(PreparedEvent item, StoredKey earlier)
    {
        var same = item.ContentHash.AsSpan().SequenceEqual(earlier.ContentHash);
        return new Verdict(same ? ItemOutcome.Duplicate : ItemOutcome.Conflict, earlier.Position, earlier.ContentHash);
    }

    private static int CompareKeys(KeyValuePair<EventKey, StoredKey> left, KeyValuePair<EventKey, StoredKey> right)
    {
        var byPartition = left.Key.Partition.CompareTo(right.Key.Partition);
        var bySender = byPartition != 0 ? byPartition : left.Key.Sender.CompareTo(right.Key.Sender);
        return bySender != 0 ? bySender : string.CompareOrdinal(left.Key.EventId, right.Key.EventId);
    }
}
