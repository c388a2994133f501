namespace CsPlatform.Ingestion.Flow;

/// <summary>
/// Counts what is under way and bounds it. Takers wait in the order in which they came. A quarter is kept for small takers, so that
/// large ones never shut them out. What is larger than all of the room passes when it is empty.
/// </summary>
internal sealed class Room(long limit, long small)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> smallWaiters = new();
    private readonly LinkedList<Waiter> largeWaiters = new();
    private readonly long largeLimit = limit - (limit / 4);
    private long used;

    /// <summary>What is taken.</summary>
    internal long Used
    {
        get
        {
            lock (gate)
            {
                return used;
            }
        }
    }

    /// <summary>What a large taker could take now.</summary>
    internal long Free => Math.Max(0, largeLimit - Used);

    /// <summary>Takes room if there is some and nobody waits for it.</summary>
    internal bool TryTake(long count)
    {
        lock (gate)
        {
            return TryTakeLocked(count, WaitersOf(count));
        }
    }

    /// <summary>Takes room as soon as there is some.</summary>
    internal async Task TakeAsync(long count, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter waiter;
        var waiters = WaitersOf(count);
        lock (gate)
        {
            if (TryTakeLocked(count, waiters))
            {
                return;
            }

            waiter = waiters.AddLast(new Waiter(count)).Value;
        }

        try
        {
            await waiter.Granted.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(waiter, waiters);
            throw;
        }
    }

    /// <summary>Gives room back.</summary>
    internal void Return(long count)
    {
        lock (gate)
        {
            used -= count;
            Grant();
        }
    }

    private LinkedList<Waiter> WaitersOf(long count) => count <= small ? smallWaiters : largeWaiters;

    private bool TryTakeLocked(long count, LinkedList<Waiter> waiters)
    {
        if (waiters.Count > 0 || !Fits(count))
        {
            return false;
        }

        used += count;
        return true;
    }

    private bool Fits(long count) => used == 0 || used + count <= (count <= small ? limit : largeLimit);

    private void Leave(Waiter waiter, LinkedList<Waiter> waiters)
    {
        lock (gate)
        {
            if (!waiters.Remove(waiter))
            {
                // It was granted in the same moment.
                used -= waiter.Count;
            }

            Grant();
        }
    }

    private void Grant()
    {
        foreach (var waiters in (ReadOnlySpan<LinkedList<Waiter>>)[smallWaiters, largeWaiters])
        {
            while (waiters.First is { } first && Fits(first.Value.Count))
            {
                used += first.Value.Count;
                waiters.RemoveFirst();
                first.Value.Granted.SetResult();
            }
        }
    }

    private sealed class Waiter(long count)
    {
        internal long Count => count;

        internal TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
