using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Following;

/// <summary>
/// Follows one feed for the life of the process: applies each record once, effect and cursor in one transaction, and opens the
/// stream again from the stored cursors whenever it breaks. It never ends by a failure; <see cref="Progress"/> shows how it is.
/// </summary>
public sealed class FeedFollower(
    FeedSubscription subscription, Database database, CursorStore cursors, TimeProvider time, ILogger<FeedFollower> logger)
    : BackgroundService
{
    /// <summary>Name of the feed followed.</summary>
    public string Feed => subscription.Feed;

    /// <summary>How far it is.</summary>
    public FollowerProgress Progress { get; } = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            FollowSession? session = null;
            try
            {
                session = await OpenAsync(stoppingToken);
                await session.RunAsync(stoppingToken);
                Note("the stream ended");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Note(e.Message);
            }

            failures = session is { Received: > 0 } ? 1 : Math.Min(failures + 1, 20);
            var delay = BackOff.Delay(failures, subscription.FirstDelay, subscription.LongestDelay);
            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<FollowSession> OpenAsync(CancellationToken cancellation)
    {
        var positions = await cursors.LoadAsync(subscription.Feed, subscription.Partitions, cancellation);
        Progress.Load(positions);
        var running = positions.Where(position => !Progress.IsStopped(position.Key)).ToDictionary();
        return new FollowSession(subscription, running, (database, cursors), Progress, (time, logger));
    }

    private void Note(string reason)
    {
        if (Progress.SetOutage(reason))
        {
            logger.LogWarning("Feed {Feed} is interrupted ({Reason}); reopening until it works", subscription.Feed, reason);
        }
    }
}
