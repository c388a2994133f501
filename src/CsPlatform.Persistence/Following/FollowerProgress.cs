namespace CsPlatform.Persistence.Following;

/// <summary>How far a follower is, for those who wait for it and those who watch it.</summary>
public sealed class FollowerProgress
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, long> applied = [];
    private readonly Dictionary<int, StoppedPartition> stopped = [];
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? outage = "not connected yet";
    private bool? noted;

    /// <summary>Why nothing arrives at this moment, or null when the stream is open.</summary>
    public string? Outage => outage;

    /// <summary>Partitions that were given up because a record could not be applied.</summary>
    public IReadOnlyList<StoppedPartition> Stopped
    {
        get
        {
            lock (gate)
            {
                return [.. stopped.Values.OrderBy(partition => partition.Partition)];
            }
        }
    }

    /// <summary>
    /// Everything of a partition up to here is applied and committed, or does not concern this follower; 0 before the first.
    /// </summary>
    public long Applied(int partition)
    {
        lock (gate)
        {
            return applied.GetValueOrDefault(partition);
        }
    }

    /// <summary>
    /// Waits until everything up to the given positions is applied and committed here: to read one's own writes.
    /// </summary>
    /// <exception cref="InvalidOperationException">A partition asked for is stopped before its position.</exception>
    public async Task WaitUntilAsync(IReadOnlyDictionary<int, long> heads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(heads);
        while (true)
        {
            Task next;
            lock (gate)
            {
                var missing = heads.Where(head => applied.GetValueOrDefault(head.Key) < head.Value).ToList();
                if (missing.Count == 0)
                {
                    return;
                }

                if (missing.Select(head => stopped.GetValueOrDefault(head.Key)).FirstOrDefault(s => s is not null) is { } stop)
                {
                    throw new InvalidOperationException($"{stop}; positions behind it are not applied until that is mended.");
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

    internal void Advance(int partition, long position)
    {
        lock (gate)
        {
            if (position > applied.GetValueOrDefault(partition))
            {
                applied[partition] = position;
                Notify();
            }
        }
    }

    internal void Stop(StoppedPartition partition)
    {
        lock (gate)
        {
            stopped[partition.Partition] = partition;
            Notify();
        }
    }

    internal bool IsStopped(int partition)
    {
        lock (gate)
        {
            return stopped.ContainsKey(partition);
        }
    }

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
