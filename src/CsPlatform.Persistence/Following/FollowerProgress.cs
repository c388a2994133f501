namespace CsPlatform.Persistence.Following;

/// <summary>How far a follower is, for those who wait for it and those who watch it.</summary>
public sealed class FollowerProgress
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, long> applied = [];
    private IReadOnlyDictionary<int, long> heads = new Dictionary<int, long>();
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? outage = "not connected yet";
    private long poisonOpen;
    private TimeSpan? lastDelay;
    private bool? noted;

    /// <summary>Why nothing arrives at this moment, or null when the stream is open.</summary>
    public string? Outage => outage;

    /// <summary>How old the last batch was when it was applied; null: none was since the start.</summary>
    public TimeSpan? LastDelay
    {
        get
        {
            lock (gate)
            {
                return lastDelay;
            }
        }
    }

    /// <summary>Records of the feed that are not applied here, as far as its heads are known.</summary>
    public long RecordsBehind
    {
        get
        {
            lock (gate)
            {
                return heads.Sum(head => Math.Max(0, head.Value - applied.GetValueOrDefault(head.Key)));
            }
        }
    }

    /// <summary>Records set aside and not applied since, when they were last counted.</summary>
    public long PoisonOpen => Volatile.Read(ref poisonOpen);

    /// <summary>
    /// Everything of a partition up to here is applied and committed, set aside, or does not concern this follower; 0 before the first.
    /// </summary>
    public long Applied(int partition)
    {
        lock (gate)
        {
            return applied.GetValueOrDefault(partition);
        }
    }

    /// <summary><see cref="Applied(int)"/> of every partition that it follows.</summary>
    public IReadOnlyDictionary<int, long> Applied()
    {
        lock (gate)
        {
            return new Dictionary<int, long>(applied);
        }
    }

    /// <summary>
    /// Waits until everything up to the given positions is applied and committed here: to read one's own writes. A record that is set
    /// aside is passed over; who needs to know asks <see cref="FeedFollower.PoisonOpenAsync"/> afterwards.
    /// </summary>
    public async Task WaitUntilAsync(IReadOnlyDictionary<int, long> positions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(positions);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (positions.All(position => applied.GetValueOrDefault(position.Key) >= position.Value))
                {
                    return;
                }

                next = moved.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    internal void Load(IReadOnlyDictionary<int, long> positions)
    {
        lock (gate)
        {
            foreach (var (partition, position) in positions)
            {
                applied[partition] = position;
            }

            Notify();
        }
    }

    internal void Advance(int partition, long position) => Advance([(partition, position)]);

    internal void Advance(IEnumerable<(int Partition, long Position)> positions)
    {
        lock (gate)
        {
            var any = false;
            foreach (var (partition, position) in positions)
            {
                if (position > applied.GetValueOrDefault(partition))
                {
                    applied[partition] = position;
                    any = true;
                }
            }

            if (any)
            {
                Notify();
            }
        }
    }

    internal void NoteDelay(TimeSpan delay)
    {
        lock (gate)
        {
            lastDelay = delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
        }
    }

    internal void NoteHeads(IReadOnlyDictionary<int, long> positions)
    {
        lock (gate)
        {
            heads = positions;
        }
    }

    internal void NotePoison(long open) => Volatile.Write(ref poisonOpen, open);

    /// <summary>
    /// Notes the state of the stream; true when that is news: the first word, or the other way round than the last one.
    /// </summary>
    internal bool SetOutage(string? reason)
    {
        var news = noted != reason is null;
        noted = reason is null;
        outage = reason;
        return news;
    }

    private void Notify()
    {
        moved.TrySetResult();
        moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
