using System.Runtime.InteropServices;
using CsPlatform.Persistence.Feeds;
using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// What makes an event accepted once: which ids each sender has stored, for ever. An id above everything its sender has stored is new,
/// which costs no question and, together with its neighbours, one row; any other id is looked up, and gets a row of its own.
/// </summary>
internal sealed class KeyBook
{
    private readonly KeyMarks marks = new();

    /// <summary>Looks up what the keys need. The caller holds the heads of their partitions, so it stays true until its commit.</summary>
    internal async Task<KeyView> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<EventKey> keys,
        IReadOnlyDictionary<int, FeedHead> heads,
        CancellationToken cancellation)
    {
        var known = await MarksAsync(connection, transaction, keys, heads, cancellation);
        var wanted = keys.Where(key => !IsAbove(key.EventId, known[(key.Partition, key.Sender)])).ToHashSet();
        return new KeyView(await FindAsync(connection, transaction, wanted, cancellation), known);
    }

    /// <summary>Those of the keys that are stored.</summary>
    internal static async Task<Dictionary<EventKey, StoredKey>> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, HashSet<EventKey> wanted, CancellationToken cancellation)
    {
        var stored = new Dictionary<EventKey, StoredKey>();
        if (wanted.Count > 0)
        {
            await KeyRuns.FindAsync(connection, transaction, wanted, stored, cancellation);
            wanted.ExceptWith(stored.Keys);
            await EventKeys.FindAsync(connection, transaction, wanted, stored, cancellation);
        }

        return stored;
    }

    /// <summary>
    /// Adds keys that are not stored: those with rows of their own now, the others by the commands that it returns, which the caller
    /// sends together with what else it writes.
    /// </summary>
    internal static async Task<IReadOnlyList<NpgsqlBatchCommand>> AddAsync(
        NpgsqlConnection connection, KeyView view, IReadOnlyCollection<SenderKeys> added, CancellationToken cancellation)
    {
        var (runs, single) = Split(view, added);
        if (single.Count > 0)
        {
            await EventKeys.AddAsync(connection, single, cancellation);
        }

        return runs.Count > 0 ? [KeyRuns.Addition(runs)] : [];
    }

    /// <summary>Remembers what a committed transaction has seen and added.</summary>
    internal void Note(
        KeyView view,
        IReadOnlyCollection<SenderKeys> added,
        IReadOnlyDictionary<int, FeedHead> before,
        IReadOnlyDictionary<int, long> after)
    {
        var since = new Dictionary<(short Partition, int Sender), string?>(view.Marks);
        foreach (var keys in added)
        {
            var sender = (keys.Partition, keys.Sender);
            if (IsAbove(keys.Highest, since[sender]))
            {
                since[sender] = keys.Highest;
            }
        }

        foreach (var partition in since.GroupBy(mark => mark.Key.Partition))
        {
            var head = before[partition.Key].Position;
            marks.Note(
                partition.Key,
                head,
                after.GetValueOrDefault(partition.Key, head),
                partition.Select(mark => KeyValuePair.Create(mark.Key.Sender, mark.Value)));
        }
    }

    private static bool IsAbove(string id, string? mark) => mark is null || IdOrder.Instance.Compare(id, mark) > 0;

    private static (List<KeyRun> Runs, List<KeyValuePair<EventKey, StoredKey>> Single) Split(
        KeyView view, IReadOnlyCollection<SenderKeys> added)
    {
        var runs = new List<KeyRun>();
        var single = new List<KeyValuePair<EventKey, StoredKey>>();
        foreach (var keys in added)
        {
            var ordered = CollectionsMarshal.AsSpan(keys.Ordered());
            var below = 0;
            while (below < ordered.Length && !IsAbove(ordered[below].Key, view.Marks[(keys.Partition, keys.Sender)]))
            {
                var (id, key) = ordered[below++];
                single.Add(KeyValuePair.Create(new EventKey(keys.Partition, keys.Sender, id), key));
            }

            for (var above = ordered[below..]; above.Length > 0;)
            {
                var part = above[..Math.Min(above.Length, KeyRun.MostKeys)];
                runs.Add(KeyRun.Of(keys.Partition, keys.Sender, part));
                above = above[part.Length..];
            }
        }

        return (runs, single);
    }

    private async Task<Dictionary<(short Partition, int Sender), string?>> MarksAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<EventKey> keys,
        IReadOnlyDictionary<int, FeedHead> heads,
        CancellationToken cancellation)
    {
        var known = new Dictionary<(short Partition, int Sender), string?>();
        var unknown = new HashSet<(short Partition, int Sender)>();
        foreach (var key in keys)
        {
            var sender = (key.Partition, key.Sender);
            if (known.ContainsKey(sender) || unknown.Contains(sender))
            {
                continue;
            }

            if (marks.TryGet(key.Partition, heads[key.Partition].Position, key.Sender, out var mark))
            {
                known.Add(sender, mark);
            }
            else
            {
                unknown.Add(sender);
            }
        }

        if (unknown.Count > 0)
        {
            var highest = await KeyRuns.HighestAsync(connection, transaction, unknown, cancellation);
            foreach (var sender in unknown)
            {
                known.Add(sender, highest.GetValueOrDefault(sender));
            }
        }

        return known;
    }
}
