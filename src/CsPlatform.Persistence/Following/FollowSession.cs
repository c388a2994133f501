using System.Threading.Channels;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Persistence.Following;

/// <summary>
/// One opened stream: a reader fills the lanes, some workers apply them. Ends with the first failure that calls for reopening.
/// </summary>
internal sealed class FollowSession
{
    private static readonly TimeSpan OpenAfter = TimeSpan.FromSeconds(2);

    private readonly FeedSubscription subscription;
    private readonly FollowerProgress progress;
    private readonly FollowerTools tools;
    private readonly Dictionary<int, Lane> lanes;
    private readonly Channel<Lane> ready = Channel.CreateUnbounded<Lane>();

    internal FollowSession(
        FeedSubscription subscription, IReadOnlyDictionary<int, long> positions, FollowerProgress progress, FollowerTools tools)
    {
        this.subscription = subscription;
        this.progress = progress;
        this.tools = tools;
        var budget = new ByteBudget(subscription.ReadAheadBytes);
        lanes = positions.ToDictionary(p => p.Key, p => new Lane(p.Key, p.Value, subscription.MaxRecords, budget));
    }

    /// <summary>Segments received; tells a stream that worked for a while from one that fails at once.</summary>
    internal long Received { get; private set; }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = Enumerable.Range(0, subscription.Parallel)
            .Select(_ => WorkAsync(ending.Token)).Append(ReadAsync(ending.Token)).Append(StoreCoveredAsync(ending.Token)).ToList();
        var first = await Task.WhenAny(tasks);
        await ending.CancelAsync();
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var after = lanes.ToDictionary(lane => lane.Key, lane => lane.Value.Applied);
        await using var stream = subscription.Open(after, cancellation).GetAsyncEnumerator(cancellation);
        var first = stream.MoveNextAsync().AsTask();
        await NoteOpenAsync(first);
        for (var more = await first; more; more = await stream.MoveNextAsync())
        {
            Received++;
            await EnqueueAsync(stream.Current, cancellation);
        }
    }

    // A stream without news says nothing: that it has not failed for a while is all there is to see of its being open.
    private async Task NoteOpenAsync(Task<bool> first)
    {
        await Task.WhenAny(first, Task.Delay(OpenAfter, tools.Time));
        if ((!first.IsCompleted || first.IsCompletedSuccessfully) && progress.SetOutage(null))
        {
            tools.Logger.LogInformation("Following feed {Feed}", subscription.Feed);
        }
    }

    private async Task EnqueueAsync(FeedSegment segment, CancellationToken cancellation)
    {
        if (!lanes.TryGetValue(segment.Partition, out var lane))
        {
            throw new InvalidOperationException(
                $"Feed {subscription.Feed} sent partition {segment.Partition}, which was not asked for.");
        }

        if (await lane.AddAsync(segment, cancellation))
        {
            ready.Writer.TryWrite(lane);
        }

        progress.Advance(lane.Partition, lane.Applied);
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await foreach (var lane in ready.Reader.ReadAllAsync(cancellation))
        {
            var batch = lane.Peek();
            var start = tools.Time.GetTimestamp();
            try
            {
                await ApplyAsync(lane, batch, cancellation);
            }
            catch (CursorMovedException)
            {
                throw;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                await HandleFailureAsync(lane, batch, e, cancellation);
                continue;
            }

            tools.Meter.Applied(batch.Records.Count, tools.Time.GetElapsedTime(start));
            progress.NoteDelay(tools.Time.GetUtcNow() - batch.AppendedAt);
            Finish(lane, batch);
        }
    }

    private void Finish(Lane lane, FeedSegment batch)
    {
        var more = lane.Done(batch);
        progress.Advance(lane.Partition, lane.Applied);
        subscription.Applied?.Invoke(batch);
        if (more)
        {
            ready.Writer.TryWrite(lane);
        }
    }

    // Cursors over what did not concern this follower: many in one statement, and seldom. Without it a restart would only cover it anew.
    private async Task StoreCoveredAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(subscription.CoveredInterval, tools.Time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var held = lanes.Values.Select(lane => (Lane: lane, Move: lane.HoldToStore())).Where(hold => hold.Move is not null)
                .Select(hold => (hold.Lane, hold.Move!.Value.From, hold.Move.Value.To)).ToList();
            if (held.Count == 0)
            {
                continue;
            }

            await tools.Cursors.MoveAsync(
                subscription.Feed, [.. held.Select(hold => (hold.Lane.Partition, hold.From, hold.To))], cancellation);
            foreach (var (lane, _, to) in held)
            {
                if (lane.StoredTo(to))
                {
                    ready.Writer.TryWrite(lane);
                }
            }
        }
    }

    private Task ApplyAsync(Lane lane, FeedSegment batch, CancellationToken cancellation)
        => PassAsync(lane, batch, (connection, transaction, token) => subscription.Apply(connection, transaction, batch, token), cancellation);

    // Moves the cursor past a batch, and does in the same transaction what the batch calls for.
    private Task PassAsync(
        Lane lane,
        FeedSegment batch,
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task> effect,
        CancellationToken cancellation)
        => tools.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                if (!await CursorStore.TryMoveAsync(
                    connection, transaction, subscription.Feed, lane.Partition, (lane.Stored, batch.CoveredTo), token))
                {
                    throw new CursorMovedException(subscription.Feed, lane.Partition, lane.Stored);
                }

                await effect(connection, transaction, token);
            },
            cancellation);

    private async Task HandleFailureAsync(Lane lane, FeedSegment batch, Exception failure, CancellationToken cancellation)
    {
        if (failure is TransactionFailedException { Failure: TransactionFailure.OutcomeUnknown })
        {
            // Only the stored cursor can tell whether that commit took place.
            throw new IOException(failure.Message, failure);
        }

        if (PostgresFailures.Classify(failure) is not null)
        {
            _ = ReturnLaterAsync(lane, 3, cancellation);
            return;
        }

        lane.Failed(batch);
        if (lane.Failures >= subscription.PoisonAttempts)
        {
            await SetAsideAsync(lane, batch, failure, cancellation);
            return;
        }

        tools.Logger.LogWarning(
            "Feed {Feed}, partition {Partition}: positions {First} to {Last} failed ({Reason}); trying again",
            subscription.Feed, lane.Partition, batch.After + 1, batch.CoveredTo, failure.Message);
        _ = ReturnLaterAsync(lane, lane.Failures, cancellation);
    }

    private async Task SetAsideAsync(Lane lane, FeedSegment batch, Exception failure, CancellationToken cancellation)
    {
        var bad = batch.Records.Single();
        var record = new PoisonRecord(
            new PoisonKey(subscription.Feed, lane.Partition, bad.Position),
            bad.Content,
            failure.Message,
            lane.Failures,
            batch.AppendedAt,
            tools.Time.GetUtcNow(),
            null);
        try
        {
            await PassAsync(
                lane, batch, (connection, transaction, token) => PoisonStore.InsertAsync(connection, transaction, record, token), cancellation);
        }
        catch (Exception e) when (PostgresFailures.Classify(e) is not null and not TransactionFailure.OutcomeUnknown)
        {
            // It is tried once more before the next attempt to set it aside.
            _ = ReturnLaterAsync(lane, 3, cancellation);
            return;
        }

        tools.Meter.Poisoned();
        tools.Logger.LogError(
            failure,
            "Feed {Feed}: record {Partition}:{Position} could not be applied in {Attempts} tries and is set aside ({Reason}); "
            + "mend the cause, then retry it",
            subscription.Feed, lane.Partition, bad.Position, lane.Failures, failure.Message);
        Finish(lane, batch);
    }

    private async Task ReturnLaterAsync(Lane lane, int attempt, CancellationToken cancellation)
    {
        var delay = attempt == 0 ? TimeSpan.Zero : BackOff.Delay(attempt, subscription.FirstDelay, subscription.LongestDelay);
        await Task.Delay(delay, tools.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ready.Writer.TryWrite(lane);
    }
}
