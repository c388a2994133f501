using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Following;

/// <summary>
/// Follows one feed for the life of the process: applies each record once, effect and cursor in one transaction, and opens the
/// stream again from the stored cursors whenever it breaks. It never ends by a failure; <see cref="Progress"/> shows how it is.
/// </summary>
public sealed class FeedFollower : BackgroundService
{
    private static readonly TimeSpan HeadsPatience = TimeSpan.FromSeconds(5);

    private readonly FeedSubscription subscription;
    private readonly FollowerTools tools;

    internal FeedFollower(FeedSubscription subscription, FollowerProgress progress, FollowerTools tools)
    {
        this.subscription = subscription;
        this.tools = tools;
        Progress = progress;
    }

    /// <summary>Name of the feed followed.</summary>
    public string Feed => subscription.Feed;

    /// <summary>How far it is.</summary>
    public FollowerProgress Progress { get; }

    /// <summary>How many records are set aside and not applied since, read from the database.</summary>
    public async Task<long> PoisonOpenAsync(CancellationToken cancellation)
    {
        var open = await tools.Poison.OpenAsync(Feed, cancellation);
        Progress.NotePoison(open);
        return open;
    }

    /// <summary>Asks the feed for its heads, so that <see cref="FollowerProgress.RecordsBehind"/> is of this moment.</summary>
    public async Task RefreshHeadsAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(HeadsPatience, tools.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        Progress.NoteHeads(await subscription.Heads(either.Token));
    }

    /// <summary>
    /// Applies a poison record in a transaction of its own, behind whatever was applied of its partition since. One that was applied
    /// is not applied again.
    /// </summary>
    /// <returns>What became of it; null when there is no such record.</returns>
    public async Task<RetryOutcome?> RetryAsync(int partition, long position, CancellationToken cancellation)
    {
        var key = new PoisonKey(Feed, partition, position);
        FeedSegment[]? applied = null;
        try
        {
            var found = await tools.Database.InTransactionAsync(
                async (connection, transaction, token) =>
                {
                    applied = null;
                    var record = await PoisonStore.LockAsync(connection, transaction, key, token);
                    if (record is { AppliedAt: null })
                    {
                        applied = [FeedSegment.Consecutive(partition, position, [record.Content], record.AppendedAt)];
                        await subscription.Apply(connection, transaction, applied, token);
                        await PoisonStore.SetAppliedAsync(connection, transaction, key, tools.Time.GetUtcNow(), token);
                    }

                    return record is not null;
                },
                cancellation,
                TransactionOptions.Default with { Idempotent = true });
            if (applied is not null)
            {
                subscription.Applied?.Invoke(applied);
                tools.Logger.LogInformation("Feed {Feed}: record {Partition}:{Position} is applied after all", Feed, partition, position);
            }

            return found ? new RetryOutcome(true, "") : null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && PostgresFailures.Classify(e) is null)
        {
            await tools.Poison.SetFailedAsync(key, e.Message, cancellation);
            return new RetryOutcome(false, PoisonStore.CauseText(e.Message));
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(FollowAsync(stoppingToken), WatchAsync(stoppingToken));
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        var failures = 0;
        while (!cancellation.IsCancellationRequested)
        {
            FollowSession? session = null;
            try
            {
                session = await OpenAsync(cancellation);
                await session.RunAsync(cancellation);
                Note("the stream ended");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Note(e.Message);
            }

            failures = session is { Received: > 0 } ? 1 : Math.Min(failures + 1, 20);
            var delay = BackOff.Delay(failures, subscription.FirstDelay, subscription.LongestDelay);
            await Task.Delay(delay, tools.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            tools.Meter.Reconnected();
        }
    }

    // What gauges show: how far the feed is, and what is set aside. Neither decides anything, so a failure is passed over until next time.
    private async Task WatchAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(subscription.WatchInterval, tools.Time);
        try
        {
            do
            {
                await Task.WhenAll(PoisonOpenAsync(cancellation), RefreshHeadsAsync(cancellation))
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task<FollowSession> OpenAsync(CancellationToken cancellation)
    {
        var positions = await tools.Cursors.LoadAsync(subscription.Feed, subscription.Partitions, cancellation);
        Progress.Load(positions);
        return new FollowSession(subscription, positions, Progress, tools);
    }

    private void Note(string reason)
    {
        if (Progress.SetOutage(reason))
        {
            tools.Logger.LogWarning("Feed {Feed} is interrupted ({Reason}); reopening until it works", subscription.Feed, reason);
        }
    }
}
