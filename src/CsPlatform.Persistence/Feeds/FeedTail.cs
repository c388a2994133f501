using System.Runtime.CompilerServices;

namespace CsPlatform.Persistence.Feeds;

/// <summary>Serves followers of this service's feed: first what is stored, then what comes.</summary>
public sealed class FeedTail
{
    // One round reads at most this many partitions and records, so a follower costs bounded memory whatever it is behind.
    private const int PartitionsPerRound = 8;
    private const int RecordsPerRound = 8192;

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
        ArgumentNullException.ThrowIfNull(after);
        await RefuseForeignPositionsAsync(after, cancellation);
        var positions = new Dictionary<int, long>(after);
        var sieve = new Sieve(after, filter);
        var toldAt = time.GetTimestamp();
        var order = after.Keys.Order().ToArray();
        var turn = 0;
        heads.Enter();
        try
        {
            while (true)
            {
                var view = heads.Current;
                var wanted = Behind(order, ref turn, positions, view);
                if (wanted.Count == 0)
                {
                    await WaitAsync(view, sieve.OwesCover ? CoverInterval - time.GetElapsedTime(toldAt) : null, cancellation);
                }

                foreach (var segment in await ReadAsync(wanted, cancellation))
                {
                    positions[segment.Partition] = Advance(positions[segment.Partition], segment);
                    if (sieve.Pass(segment) is { } passing)
                    {
                        yield return passing;
                    }
                }

                if (sieve.OwesCover && time.GetElapsedTime(toldAt) >= CoverInterval)
                {
                    toldAt = time.GetTimestamp();
                    foreach (var covered in sieve.Cover(time.GetUtcNow()))
                    {
                        yield return covered;
                    }
                }
            }
        }
        finally
        {
            heads.Leave();
        }
    }

    private static List<(int Partition, long After)> Behind(
        int[] order, ref int turn, Dictionary<int, long> positions, HeadsView view)
    {
        var wanted = new List<(int, long)>();
        var start = turn;
        for (var i = 0; i < order.Length && wanted.Count < PartitionsPerRound; i++)
        {
            var at = (start + i) % order.Length;
            if (view.Of(order[at]) > positions[order[at]])
            {
                wanted.Add((order[at], positions[order[at]]));
                turn = (at + 1) % order.Length;
            }
        }

        return wanted;
    }

    private static long Advance(long position, FeedSegment segment) => segment.After == position
        ? segment.CoveredTo
        : throw new InvalidOperationException(
            $"Partition {segment.Partition} continues at {segment.After + 1} after {position}: the stored log has a gap.");

    private async Task<IReadOnlyList<FeedSegment>> ReadAsync(
        List<(int Partition, long After)> wanted, CancellationToken cancellation)
        => wanted.Count == 0 ? [] : await log.ReadAsync(wanted, RecordsPerRound / wanted.Count, cancellation);

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
