using CsPlatform.Persistence;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// What is still to be told to Redis: of each clock the last word. One that was armed and stopped before its first word went out is
/// never mentioned. Many threads add, one takes.
/// </summary>
internal sealed class PendingClocks
{
    private readonly Dictionary<Guid, PendingClock>[] pending = [.. Partitions.All.Select(_ => new Dictionary<Guid, PendingClock>())];
    private int count;

    /// <summary>Words that wait.</summary>
    internal int Count => Volatile.Read(ref count);

    /// <summary>The clock rings at that time, in milliseconds since 1970.</summary>
    /// <param name="isNew">Whether Redis cannot have heard of it.</param>
    internal void Put(int partition, Guid id, long at, bool isNew)
    {
        var words = pending[partition];
        lock (words)
        {
            var isThere = words.TryGetValue(id, out var before) ? before.MayBeThere : !isNew;
            Set(words, id, new PendingClock(at, isThere));
        }
    }

    /// <summary>The clock rings no more.</summary>
    internal void Remove(int partition, Guid id)
    {
        var words = pending[partition];
        lock (words)
        {
            if (words.TryGetValue(id, out var before) && !before.MayBeThere)
            {
                words.Remove(id);
                Interlocked.Decrement(ref count);
            }
            else
            {
                Set(words, id, new PendingClock(null, true));
            }
        }
    }

    /// <summary>Takes everything, by partition.</summary>
    internal IReadOnlyList<KeyValuePair<int, Dictionary<Guid, PendingClock>>> Take()
    {
        var taken = new List<KeyValuePair<int, Dictionary<Guid, PendingClock>>>();
        foreach (var partition in Partitions.All)
        {
            var words = pending[partition];
            lock (words)
            {
                if (words.Count > 0)
                {
                    taken.Add(new(partition, new Dictionary<Guid, PendingClock>(words)));
                    Interlocked.Add(ref count, -words.Count);
                    words.Clear();
                }
            }
        }

        return taken;
    }

    /// <summary>Gives back what could not be told; what was said since counts.</summary>
    internal void GiveBack(IEnumerable<KeyValuePair<int, Dictionary<Guid, PendingClock>>> taken)
    {
        foreach (var (partition, older) in taken)
        {
            var words = pending[partition];
            lock (words)
            {
                foreach (var (id, word) in older)
                {
                    // Whether it was told is not known: from now on Redis may hold it.
                    var last = words.TryGetValue(id, out var newer) ? newer : word;
                    Set(words, id, last with { MayBeThere = true });
                }
            }
        }
    }

    private void Set(Dictionary<Guid, PendingClock> words, Guid id, PendingClock word)
    {
        var before = words.Count;
        words[id] = word;
        Interlocked.Add(ref count, words.Count - before);
    }
}
