using System.Threading.Channels;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Persistence.Following;

/// <summary>
/// One opened stream: a reader fills the lanes, some workers apply them, each in one transaction what waits in its own. Ends with the first failure
/// that calls for reopening.
/// </summary>
internal sealed class FollowSession
{
    private static readonly TimeSpan OpenAfter = TimeSpan.FromSeconds(2);

    private readonly FeedSubscription subscription;
    private readonly FollowerProgress progress;
    private readonly FollowerTools tools;
    private readonly Dictionary<int, Lane> lanes;

    // A lane always goes to the same worker, so that two transactions never wait for each other's partitions.
    private readonly Channel<Lane>[] ready;

    internal FollowSession(
        FeedSubscription subscription, IReadOnlyDictionary<int, long> positions, FollowerProgress progress, FollowerTools tools)
    {
        this.subscription = subscription;
        this.progress = progress;
        this.tools = tools;
        var budget = new ByteBudget(subscription.ReadAheadBytes);
        lanes = positions.ToDictionary(p => p.Key, p => new Lane(p.Key, p.Value, subscription.MaxRecords, budget));
        ready = [.. Enumerable.Range(0, subscription.Parallel).Select(_ => Channel.CreateUnbounded<Lane>())];
    }

    /// <summary>Segments received; tells a stream that worked for a while from one that fails at once.</summary>
    internal long Received { get; private set; }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = ready.Select(queue => WorkAsync(queue.Reader, ending.Token))
            .Append(ReadAsync(ending.Token)).Append(StoreCoveredAsync(ending.Token)).ToList();
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
            Hand(lane);
        }

        progress.Advance(lane.Partition, lane.Applied);
    }

    private void Hand(Lane lane) => ready[lane.Partition % ready.Length].Writer.TryWrite(lane);

    private async Task WorkAsync(ChannelReader<Lane> queue, CancellationToken cancellation)
    {
        while (await queue.WaitToReadAsync(cancellation))
        {
            var portions = Take(queue);
            var segments = portions.Select(portion => portion.Segment).ToList();
            var start = tools.Time.GetTimestamp();
            try
            {
                await PassAsync(
                    portions, (connection, transaction, token) => subscription.Apply(connection, transaction, segments, token), cancellation);
            }
            catch (CursorMovedException)
            {
                throw;
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                await HandleFailureAsync(portions, e, cancellation);
                continue;
            }

            tools.Meter.Applied(segments.Sum(segment => segment.Records.Count), tools.Time.GetElapsedTime(start));
            progress.NoteDelay(tools.Time.GetUtcNow() - segments.Min(segment => segment.AppendedAt));
            Finish(portions, segments);
        }
    }

    // What waits, until there is enough for a transaction; a lane that is set apart goes alone.
    private List<Portion> Take(ChannelReader<Lane> queue)
    {
        var portions = new List<Portion>();
        var room = subscription.MaxRecords;
        while (room > 0 && queue.TryPeek(out var lane) && (portions.Count == 0 || !lane.IsApart))
        {
            queue.TryRead(out _);
            portions.Add(new Portion(lane, lane.Peek(room)));
            room = lane.IsApart ? 0 : room - portions[^1].Segment.Records.Count;
        }

        portions.Sort((a, b) => a.Lane.Partition.CompareTo(b.Lane.Partition));
        return portions;
    }

    private void Finish(IReadOnlyList<Portion> portions, IReadOnlyList<FeedSegment> segments)
    {
        // Before the progress says so: whoever waited for a position finds that everything told of it was told.
        subscription.Applied?.Invoke(segments);
        var more = portions.Where(portion => portion.Lane.Done(portion.Segment)).ToList();
        progress.Advance(portions.Select(portion => (portion.Lane.Partition, portion.Lane.Applied)));
        more.ForEach(portion => Hand(portion.Lane));
    }

    // Cursors over what did not concern this follower: many in one statement, and seldom. Without it a restart would only cover it anew.
    private async Task StoreCoveredAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(subscription.CoveredInterval, tools.Time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var held = lanes.Values.Select(lane => lane.HoldToStore()).OfType<CursorMove>().ToList();
            if (held.Count == 0)
            {
                continue;
            }

            await tools.Cursors.MoveAsync(subscription.Feed, held, cancellation);
            foreach (var move in held.Where(move => lanes[move.Partition].StoredTo(move.To)))
            {
                Hand(lanes[move.Partition]);
            }
        }
    }

    // Moves the cursors past a batch, and does in the same transaction what the batch calls for.
    private Task PassAsync(
        IReadOnlyList<Portion> portions,
        Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task> effect,
        CancellationToken cancellation)
    {
        var moves = portions
            .Select(portion => new CursorMove(portion.Lane.Partition, portion.Lane.Stored, portion.Segment.CoveredTo))
            .ToList();
        return tools.Database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await CursorStore.MoveAsync(connection, transaction, subscription.Feed, moves, token);
                await effect(connection, transaction, token);
            },
            cancellation);
    }

    private async Task HandleFailureAsync(IReadOnlyList<Portion> portions, Exception failure, CancellationToken cancellation)
    {
        if (failure is TransactionFailedException { Failure: TransactionFailure.OutcomeUnknown })
        {
            // Only the stored cursor can tell whether that commit took place.
            throw new IOException(failure.Message, failure);
        }

        if (PostgresFailures.Classify(failure) is not null)
        {
            _ = ReturnLaterAsync(portions, 3, cancellation);
        }
        else if (portions.Count > 1)
        {
            tools.Logger.LogWarning(
                "Feed {Feed}: a batch over {Count} partitions failed ({Reason}); trying each by itself",
                subscription.Feed, portions.Count, failure.Message);
            foreach (var portion in portions)
            {
                portion.Lane.SetApart();
                Hand(portion.Lane);
            }
        }
        else
        {
            await HandleFailureAsync(portions[0], failure, cancellation);
        }
    }

    private async Task HandleFailureAsync(Portion portion, Exception failure, CancellationToken cancellation)
    {
        var (lane, segment) = portion;
        lane.Failed(segment);
        if (lane.Failures >= subscription.PoisonAttempts)
        {
            await SetAsideAsync(portion, failure, cancellation);
            return;
        }

        tools.Logger.LogWarning(
            "Feed {Feed}, partition {Partition}: positions {First} to {Last} failed ({Reason}); trying again",
            subscription.Feed, lane.Partition, segment.After + 1, segment.CoveredTo, failure.Message);
        _ = ReturnLaterAsync([portion], lane.Failures, cancellation);
    }

    private async Task SetAsideAsync(Portion portion, Exception failure, CancellationToken cancellation)
    {
        var (lane, segment) = portion;
        var bad = segment.Records.Single();
        var record = new PoisonRecord(
            new PoisonKey(subscription.Feed, lane.Partition, bad.Position),
            bad.Content,
            failure.Message,
            lane.Failures,
            segment.AppendedAt,
            tools.Time.GetUtcNow(),
            null);
        try
        {
            await PassAsync(
                [portion], (connection, transaction, token) => PoisonStore.InsertAsync(connection, transaction, record, token), cancellation);
        }
        catch (Exception e) when (PostgresFailures.Classify(e) is not null and not TransactionFailure.OutcomeUnknown)
        {
            // It is tried once more before the next attempt to set it aside.
            _ = ReturnLaterAsync([portion], 3, cancellation);
            return;
        }

        tools.Meter.Poisoned();
        tools.Logger.LogError(
            failure,
            "Feed {Feed}: record {Partition}:{Position} could not be applied in {Attempts} tries and is set aside ({Reason}); "
            + "mend the cause, then retry it",
            subscription.Feed, lane.Partition, bad.Position, lane.Failures, failure.Message);
        Finish([portion], [segment]);
    }

    private async Task ReturnLaterAsync(IReadOnlyList<Portion> portions, int attempt, CancellationToken cancellation)
    {
        var delay = attempt == 0 ? TimeSpan.Zero : BackOff.Delay(attempt, subscription.FirstDelay, subscription.LongestDelay);
        await Task.Delay(delay, tools.Time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var portion in portions)
        {
            Hand(portion.Lane);
        }
    }

    // What is applied of a lane in one transaction.
    private sealed record Portion(Lane Lane, FeedSegment Segment);
}
