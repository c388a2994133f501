using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Who is new, who was there before and which position each gets: decided without touching the database.</summary>
internal sealed class StorePlan
{
    private readonly Dictionary<EventKey, StoredKey> added;
    private readonly Dictionary<(short Partition, int Sender), SenderKeys> bySender = [];
    private readonly Dictionary<int, List<ReadOnlyMemory<byte>>> records = [];
    private readonly IReadOnlyDictionary<EventKey, StoredKey> stored;
    private readonly IReadOnlyDictionary<int, FeedHead> heads;
    private readonly IReadOnlySet<PlatformMonth> closed;

    private StorePlan(
        IReadOnlyList<PreparedEvent> events,
        EventKey[] keys,
        IReadOnlyDictionary<EventKey, StoredKey> stored,
        IReadOnlyDictionary<int, FeedHead> heads,
        IReadOnlySet<PlatformMonth> closed)
    {
        (this.stored, this.heads, this.closed) = (stored, heads, closed);
        added = new Dictionary<EventKey, StoredKey>(events.Count);
        Verdicts = new Verdict[events.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            Verdicts[i] = Judge(events[i], keys[i]);
        }

        Appends = [.. records.Select(entry => new FeedAppend(entry.Key, entry.Value))];
    }

    /// <summary>One verdict per event.</summary>
    internal Verdict[] Verdicts { get; }

    /// <summary>The new keys, by sender.</summary>
    internal IReadOnlyCollection<SenderKeys> Added => bySender.Values;

    /// <summary>The records to append.</summary>
    internal IReadOnlyList<FeedAppend> Appends { get; }

    /// <summary>The end of each partition before.</summary>
    internal IReadOnlyDictionary<int, FeedHead> Heads => heads;

    /// <summary>The last position since, of the partitions that something is added to.</summary>
    internal IReadOnlyDictionary<int, long> HeadsSince
        => records.ToDictionary(entry => entry.Key, entry => heads[entry.Key].Position + entry.Value.Count);

    /// <summary>Decides.</summary>
    /// <param name="events">The events, in the order in which they are to stand.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="stored">What is stored under these keys.</param>
    /// <param name="heads">The last position of each of their partitions.</param>
    /// <param name="closed">The sealed months among theirs.</param>
    internal static StorePlan Make(
        IReadOnlyList<PreparedEvent> events,
        EventKey[] keys,
        IReadOnlyDictionary<EventKey, StoredKey> stored,
        IReadOnlyDictionary<int, FeedHead> heads,
        IReadOnlySet<PlatformMonth> closed)
        => new(events, keys, stored, heads, closed);

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

    private Verdict Judge(PreparedEvent item, EventKey key)
    {
        if (stored.TryGetValue(key, out var earlier) || added.TryGetValue(key, out earlier))
        {
            return Compare(item, earlier);
        }

        // What was stored before the month was sealed is told above: to reject it now would change an answer.
        return closed.Count > 0 && closed.Contains(item.PlatformMonth)
            ? new Verdict(ItemOutcome.Rejected, 0, [])
            : Add(item, key);
    }

    private Verdict Add(PreparedEvent item, EventKey key)
    {
        if (!records.TryGetValue(item.Partition, out var list))
        {
            records.Add(item.Partition, list = []);
        }

        list.Add(item.Record);
        var position = heads[item.Partition].Position + list.Count;
        var kept = new StoredKey(position, item.ContentHash, item.IsLate, item.Arrival.Claim);
        added.Add(key, kept);
        if (!bySender.TryGetValue((key.Partition, key.Sender), out var keys))
        {
            bySender.Add((key.Partition, key.Sender), keys = new SenderKeys(key.Partition, key.Sender));
        }

        keys.Add(key.EventId, kept);
        return new Verdict(ItemOutcome.Accepted, position, item.ContentHash, item.IsLate);
    }

    // The first copy that its own batch brings again was accepted then; its further copies were duplicates then.
    private static Verdict Compare(PreparedEvent item, StoredKey earlier)
    {
        if (!item.ContentHash.AsSpan().SequenceEqual(earlier.ContentHash))
        {
            return new Verdict(ItemOutcome.Conflict, earlier.Position, earlier.ContentHash);
        }

        var isRepeat = !item.IsCopy && earlier.Claim != 0 && earlier.Claim == item.Arrival.Claim;
        var outcome = isRepeat ? ItemOutcome.Accepted : ItemOutcome.Duplicate;
        return new Verdict(outcome, earlier.Position, earlier.ContentHash, earlier.IsLate, isRepeat);
    }
}
