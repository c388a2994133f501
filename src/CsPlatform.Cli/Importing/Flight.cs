namespace CsPlatform.Cli.Importing;

/// <summary>
/// What is sent and not answered on one stream: one batch always, more of them as long as the service's credit covers them and they
/// are not too many.
/// </summary>
internal sealed class Flight(int mostBatches)
{
    private readonly Lock gate = new();
    private readonly Queue<int> batches = new();
    private long events;
    private long credit;
    private TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until a batch of so many events may be sent, and counts it as sent.</summary>
    public async Task EnterAsync(int count, CancellationToken cancellation)
    {
        while (TryEnter(count) is { } change)
        {
            await change.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The oldest batch is answered, with this credit from now on.</summary>
    public void Answered(int newCredit)
    {
        TaskCompletionSource changed;
        lock (gate)
        {
            events -= batches.Dequeue();
            credit = newCredit;
            (changed, room) = (room, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    // Null when it entered, otherwise what to wait for.
    private Task? TryEnter(int count)
    {
        lock (gate)
        {
            // The oldest is the one batch that needs no credit.
            if (batches.TryPeek(out var oldest) && (batches.Count >= mostBatches || events - oldest + count > credit))
            {
                return room.Task;
            }

            batches.Enqueue(count);
            events += count;
            return null;
        }
    }
}
