
namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// Tells Redis after the commit what clocks do. It waits a few milliseconds for more to say: one that is armed and stopped meanwhile
/// costs nothing. What Redis does not take is kept and said again.
/// </summary>
internal sealed class ClockIndexWriter(ClockIndex index, ClockQueue queue, PendingClocks pending, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim filled = new(0, 1);

    /// <summary>The row of clocks rings at that time (in milliseconds since 1970), or no more; never waits.</summary>
    /// <param name="isNew">Whether the row was not there before.</param>
    internal void Tell(int partition, Guid id, long? at, bool isNew)
    {
        if (at is { } next)
        {
            pending.Put(partition, id, next, isNew);
            queue.PutIfNear(new(partition, id, next));
        }
        else
        {
            pending.Remove(partition, id);
        }

        Wake();
    }

    public override void Dispose()
    {
        filled.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await filled.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Gathering, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await WriteAsync(stoppingToken);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        var words = pending.Take();
        try
        {
            await index.WriteAsync(words, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The look-ahead tells of the outage; clocks ring from Postgres until then.
            pending.GiveBack(words);
            await Task.Delay(Retry, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Wake();
        }
        catch (OperationCanceledException)
        {
            // The process stops: the next one builds the index anew.
        }
    }

    private void Wake()
    {
        try
        {
            if (filled.CurrentCount == 0)
            {
                filled.Release();
            }
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or the process stops.
        }
    }
}
