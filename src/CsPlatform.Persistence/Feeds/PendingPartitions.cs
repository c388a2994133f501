namespace CsPlatform.Persistence.Feeds;

/// <summary>A set of partitions that many add to and one takes from; bounded because a partition counts once.</summary>
internal sealed class PendingPartitions : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim filled = new(0, 1);
    private SortedSet<int> set = [];

    public void Dispose() => filled.Dispose();

    internal void Add(ReadOnlySpan<int> partitions)
    {
        if (partitions.IsEmpty)
        {
            return;
        }

        lock (gate)
        {
            var wasEmpty = set.Count == 0;
            foreach (var partition in partitions)
            {
                set.Add(partition);
            }

            if (wasEmpty)
            {
                filled.Release();
            }
        }
    }

    internal async Task<IReadOnlyCollection<int>> TakeAsync(CancellationToken cancellation)
    {
        await filled.WaitAsync(cancellation);
        lock (gate)
        {
            var taken = set;
            set = [];
            return taken;
        }
    }
}
