using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence.Transactions;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// Reads ahead what will be due: from Redis, and from Postgres what Redis does not hold. Whatever Redis has lost or never got rings all
/// the same, at most one reading late. Partitions that Redis has lost are built anew meanwhile.
/// </summary>
internal sealed class ClockLookout(ClockIndex index, ClockQueue queue, Database database, TimeProvider time, ILogger<ClockLookout> log)
    : BackgroundService
{
    private const int MostRows = 50_000;

    // What is so long overdue was not found in Redis, or waits for something to be counted.
    private static readonly TimeSpan Overdue = TimeSpan.FromMilliseconds(500);

    private Task rebuilding = Task.CompletedTask;
    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isFailing)
                {
                    isFailing = true;
                    log.LogWarning("Clocks cannot be looked up ({Reason}); trying until they can", e.Message);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(ClockQueue.LookAhead / 2, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await rebuilding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var until = queue.Now + (long)ClockQueue.LookAhead.TotalMilliseconds;
        var found = await index.DueAsync(until, cancellation);
        if (found is { } known)
        {
            queue.Put(known.Due);
            if (known.Lost.Count > 0 && rebuilding.IsCompleted)
            {
                rebuilding = RebuildAsync(known.Lost, cancellation);
            }
        }

        var isWhole = found is { Lost.Count: 0 };
        var inPostgres = isWhole ? queue.Now - (long)Overdue.TotalMilliseconds : until;
        queue.Put(await database.ReadAsync(
            (connection, token) => ClockStore.DueAsync(connection, inPostgres, MostRows, token), cancellation));
    }

    private async Task RebuildAsync(IReadOnlyList<int> lost, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        try
        {
            var clocks = await index.RebuildAsync(lost, cancellation);
            log.LogInformation(
                "Built {Clocks} clocks of {Partitions} partitions in Redis in {Milliseconds} ms",
                clocks, lost.Count, (long)time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("Clocks could not be built in Redis ({Reason}); trying again", e.Message);
        }
    }
}
