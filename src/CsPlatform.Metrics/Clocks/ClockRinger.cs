using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Rings what is due, some partitions in a transaction and some transactions at a time. What fails is tried again.</summary>
internal sealed class ClockRinger(ClockQueue queue, ClockBell bell, IFoldState folded, TimeProvider time, ILogger<ClockRinger> log)
    : BackgroundService
{
    private const int MostRows = 8_000;
    private const int RowsAtOnce = 1_000;
    private const int PartitionsAtOnce = 32;
    private const int TransactionsAtOnce = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(500);

    private bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await queue.WaitAsync(LongestWait, stoppingToken);
                var due = queue.TakeDue(MostRows);
                if (due.Count > 0 && !stoppingToken.IsCancellationRequested)
                {
                    await RingAsync(due, stoppingToken);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops, also in the middle of a question to ingestion; what was not told is told by the next one.
        }
    }

    // What is told holds at the instant before ingestion is asked how far it is: whatever was acknowledged by then is counted.
    private async Task RingAsync(IReadOnlyList<DueClock> due, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var caughtUp = await folded.CaughtUpAsync([.. due.Select(clock => clock.Partition).Distinct()], cancellation);
        queue.Put(due.Where(clock => !caughtUp.Contains(clock.Partition)).Select(clock => Later(clock, Again)));
        // Partitions stay together: two transactions that want the same lock would only wait for each other.
        var parts = due.Where(clock => caughtUp.Contains(clock.Partition))
            .GroupBy(clock => clock.Partition).OrderBy(partition => partition.Key).Chunk(PartitionsAtOnce);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = TransactionsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(parts, parallel, async (part, token) =>
        {
            foreach (var rows in part.SelectMany(partition => partition).Chunk(RowsAtOnce))
            {
                await RingAsync(rows, now, token);
            }
        });
    }

    private async Task RingAsync(DueClock[] rows, Instant now, CancellationToken cancellation)
    {
        try
        {
            await bell.RingAsync(rows, now, cancellation);
            isFailing = false;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            if (!isFailing)
            {
                isFailing = true;
                log.LogWarning("Clocks cannot ring ({Reason}); trying until they can", e.Message);
            }

            await Task.Delay(AfterFailure, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            queue.Put(rows);
        }
    }

    private DueClock Later(DueClock clock, TimeSpan by) => clock with { At = queue.Now + (long)by.TotalMilliseconds };
}
