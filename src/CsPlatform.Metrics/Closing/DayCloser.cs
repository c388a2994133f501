using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Storage;
using CsPlatform.Persistence.Following;
using Microsoft.Extensions.DependencyInjection;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CsPlatform.Metrics.Closing;

/// <summary>Closes days of a platform in all partitions, once everything that ingestion had acknowledged is counted.</summary>
internal sealed class DayCloser(
    EventFeed events,
    [FromKeyedServices(EventFeed.Name)] FeedFollower follower,
    Database database,
    PartitionCloser closer,
    IOptions<MetricsOptions> options,
    ILogger<DayCloser> log)
{
    private const int PartitionsAtOnce = 3;

    /// <summary>
    /// Closes up to and including a day; <paramref name="report"/> hears of each finished partition, one at a time.
    /// </summary>
    /// <exception cref="TimeoutException">The feed was not caught up with in time; nothing is closed by this call.</exception>
    public async Task<ClosingProgress> CloseAsync(
        string platform, LocalDate through, Func<ClosingProgress, Task> report, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        var poison = await WarnOfPoisonAsync(platform, through, cancellation);
        var partitions = await database.ReadAsync(
            (connection, token) => FactStore.PartitionsAsync(connection, platform, token), cancellation);
        var progress = new ClosingProgress(0, partitions.Count, 0, poison);
        using var turn = new SemaphoreSlim(1);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(partitions, parallel, async (partition, token) =>
        {
            var figures = await closer.CloseAsync(partition, platform, through, token);
            await turn.WaitAsync(token);
            try
            {
                progress = progress with { Done = progress.Done + 1, Figures = progress.Figures + figures };
                await report(progress);
            }
            finally
            {
                turn.Release();
            }
        });
        return progress;
    }

    // One event that cannot be counted must not keep every shop's figures back: they are closed without it, and retrying it revises them.
    private async Task<long> WarnOfPoisonAsync(string platform, LocalDate through, CancellationToken cancellation)
    {
        var open = await follower.PoisonOpenAsync(cancellation);
        if (open > 0)
        {
            log.LogWarning(
                "{Platform} is closed through {Day:R} without {Open} events that could not be counted; retry them, which revises figures",
                platform, through, open);
        }

        return open;
    }

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.CatchUpLimit);
        try
        {
            await follower.Progress.WaitUntilAsync(await events.HeadsAsync(limit.Token), limit.Token);
        }
        catch (Exception e) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var cause = follower.Progress.Outage is { } outage ? $" ({outage})" : "";
            throw new TimeoutException(
                $"The event feed was not caught up with in {options.Value.CatchUpLimit}{cause}; call again.", e);
        }
    }
}
