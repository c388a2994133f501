namespace CsPlatform.Ingestion.Storage;

/// <summary>Counts what waits and bounds it. One request over the bound passes when nothing else waits.</summary>
internal sealed class QueueRoom(int limit)
{
    private readonly Lock gate = new();
    private int used;
    private TaskCompletionSource? room;

    internal bool TryTake(int count) => TakeOrWait(count, wait: false) is null;

    internal async Task TakeAsync(int count, CancellationToken cancellation)
    {
        while (TakeOrWait(count, wait: true) is { } next)
        {
            await next.WaitAsync(cancellation);
        }
    }

    internal void Return(int count)
    {
        lock (gate)
        {
            used -= count;
            room?.TrySetResult();
            room = null;
        }
    }

    // Null when taken; otherwise what to wait for before the next try.
    private Task? TakeOrWait(int count, bool wait)
    {
        lock (gate)
        {
            if (used == 0 || used + count <= limit)
            {
                used += count;
                return null;
            }

            if (wait)
            {
                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return room?.Task ?? Task.CompletedTask;
        }
    }
}
