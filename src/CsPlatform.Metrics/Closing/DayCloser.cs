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
    IOptions<MetricsOptions> options)
{
    private const int PartitionsAtOnce = 3;

    /// <summary>
    /// Closes up to and including a day; <paramref name="report"/> hears of each finished partition, one at a time.
    /// </summary>
    /// <exception cref="TimeoutException">The feed was not caught up with in time; nothing is closed by this call.</exception>
    /// <exception cref="FeedStoppedException">A partition of the feed is stopped by a record that cannot be applied.</exception>
    public async Task<ClosingProgress> CloseAsync(
        string platform, LocalDate through, Func<ClosingProgress, Task> report, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        var partitions = await database.ReadAsync(
            (connection, token) => FactStore.PartitionsAsync(connection, platform, token), cancellation);
        var progress = new ClosingProgress(0, partitions.Count, 0);
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

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.CatchUpLimit);
        try
        {
            await follower.Progress.WaitUntilAsync(await events.HeadsAsync(limit.Token), limit.Token);
        }
        catch (InvalidOperationException e)
        {
            throw new FeedStoppedException(e.Message, e);
        }
        catch (Exception e) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            var cause = follower.Progress.Outage is { } outage ? $" ({outage})" : "";
            throw new TimeoutException(
                $"The event feed was not caught up with in {options.Value.CatchUpLimit}{cause}; call again.", e);
        }
    }
}
