namespace CsPlatform.Persistence.Following;

/// <summary>
/// Bounds what one producer puts ahead of its consumers. A single item over the bound passes when nothing else is there.
/// </summary>
internal sealed class ByteBudget(long limit)
{
    private readonly Lock gate = new();
    private long used;
    private TaskCompletionSource? room;

    internal async Task TakeAsync(long bytes, CancellationToken cancellation)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (used == 0 || used + bytes <= limit)
                {
                    used += bytes;
                    return;
                }

                room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = room.Task;
            }

            await wait.WaitAsync(cancellation);
        }
    }

    internal void Return(long bytes)
    {
        lock (gate)
        {
            used -= bytes;
            room?.TrySetResult();
            room = null;
        }
    }
}
