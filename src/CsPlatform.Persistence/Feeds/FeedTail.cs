using System.Runtime.CompilerServices;

namespace CsPlatform.Persistence.Feeds;

/// <summary>Serves followers of this service's feed: first what is stored, then what comes.</summary>
public sealed class FeedTail
{
    // How long a follower may not know that records were left out: far below what anybody notices, and few enough messages.
    private static readonly TimeSpan CoverInterval = TimeSpan.FromMilliseconds(50);

    private readonly FeedLog log;
    private readonly FeedHeads heads;
    private readonly TimeProvider time;

    internal FeedTail(FeedLog log, FeedHeads heads, TimeProvider time)
    {
        this.log = log;
        this.heads = heads;
        this.time = time;
    }

    /// <summary>
    /// Everything behind the given positions of the given partitions, without end: in order and without gap or repetition
    /// within a partition, partitions in turn. Ends only by cancellation or failure; the follower then opens anew from what it
    /// has applied. No connection is held, and nothing is read, while the follower consumes.
    /// </summary>
    /// <exception cref="FeedPositionException">A position lies beyond the partition's end.</exception>
    public IAsyncEnumerable<FeedSegment> FollowAsync(IReadOnlyDictionary<int, long> after, CancellationToken cancellation)
        => FollowAsync(after, null, cancellation);

    /// <summary>
    /// As the other overload, without the records that do not pass. Where nothing passes, a segment without records says soon after how
    /// far the partition is covered.
    /// </summary>
    /// <exception cref="FeedPositionException">A position lies beyond the partition's end.</exception>
    public async IAsyncEnumerable<FeedSegment> FollowAsync(
        IReadOnlyDictionary<int, long> after, RecordFilter? filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var round in FollowRoundsAsync(after, filter, cancellation))
        {
            foreach (var segment in round)
            {
                yield return segment;
            }
        }
    }

    /// <summary>As <see cref="FollowAsync(IReadOnlyDictionary{int, long}, RecordFilter?, CancellationToken)"/>, by what was read together.</summary>
    /// <exception cref="FeedPositionException">A position lies beyond the partition's end.</exception>
    public async IAsyncEnumerable<IReadOnlyList<FeedSegment>> FollowRoundsAsync(
        IReadOnlyDictionary<int, long> after, RecordFilter? filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(after);
        await RefuseForeignPositionsAsync(after, cancellation);
        var turns = new FollowerTurns(after);
        var sieve = new Sieve(after, filter);
        var toldAt = time.GetTimestamp();
        heads.Enter();
        try
        {
            while (true)
            {
                var view = heads.Current;
                var demands = turns.Next(view);
                if (demands.Count == 0)
                {
                    await WaitAsync(view, sieve.OwesCover ? CoverInterval - time.GetElapsedTime(toldAt) : null, cancellation);
                }

                var round = new List<FeedSegment>(demands.Count);
                foreach (var segment in await log.ReadAsync(demands, cancellation))
                {
                    turns.Advance(segment);
                    if (sieve.Pass(segment) is { } passing)
                    {
                        round.Add(passing);
                    }
                }

                if (sieve.OwesCover && time.GetElapsedTime(toldAt) >= CoverInterval)
                {
                    toldAt = time.GetTimestamp();
                    round.AddRange(sieve.Cover(time.GetUtcNow()));
                }

                if (round.Count > 0)
                {
                    yield return round;
                }
            }
        }
        finally
        {
            heads.Leave();
        }
    }

    private async Task WaitAsync(HeadsView view, TimeSpan? most, CancellationToken cancellation)
    {
        if (most is not { } limit)
        {
            await view.Replaced.WaitAsync(cancellation);
        }
        else if (limit > TimeSpan.Zero)
        {
            await Task.WhenAny(view.Replaced, Task.Delay(limit, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task RefuseForeignPositionsAsync(IReadOnlyDictionary<int, long> after, CancellationToken cancellation)
    {
        var current = await log.HeadsAsync(cancellation);
        foreach (var (partition, position) in after)
        {
            Partitions.ThrowIfUnknown(partition);
            ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(after));
            if (position > current.GetValueOrDefault(partition))
            {
                throw new FeedPositionException(partition, position, current.GetValueOrDefault(partition));
            }
        }
    }
}
