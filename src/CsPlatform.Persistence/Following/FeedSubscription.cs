using CsPlatform.Persistence.Feeds;
using Npgsql;

namespace CsPlatform.Persistence.Following;

/// <summary>Opens the feed behind the given positions, as a stream without end.</summary>
public delegate IAsyncEnumerable<FeedSegment> OpenFeed(IReadOnlyDictionary<int, long> after, CancellationToken cancellation);

/// <summary>Asks a feed for the last position of each partition that holds anything.</summary>
public delegate Task<IReadOnlyDictionary<int, long>> FeedHeadsOf(CancellationToken cancellation);

/// <summary>
/// Applies records of some partitions: a segment for each, with at least one record, by partition. It runs inside the transaction that also moves
/// their cursors, may run again after a rollback, and must touch nothing outside that transaction.
/// </summary>
public delegate Task ApplyFeed(
    NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation);

/// <summary>What is followed, how it is opened and what it does here.</summary>
public sealed record FeedSubscription
{
    /// <summary>Name of the feed; cursors are kept under it.</summary>
    public required string Feed { get; init; }

    /// <summary>Opens the feed.</summary>
    public required OpenFeed Open { get; init; }

    /// <summary>The last position of each partition that holds anything.</summary>
    public required FeedHeadsOf Heads { get; init; }

    /// <summary>Applies a batch.</summary>
    public required ApplyFeed Apply { get; init; }

    /// <summary>
    /// Called after each commit, and before the progress shows it, with the batch that was applied or set aside; must neither wait nor
    /// throw.
    /// </summary>
    public Action<IReadOnlyList<FeedSegment>>? Applied { get; init; }

    /// <summary>The partitions to follow.</summary>
    public IReadOnlyList<int> Partitions { get; init; } = Persistence.Partitions.All;

    /// <summary>
    /// Transactions at the same time. Each takes what waits in the partitions that leave the same remainder by this number.
    /// </summary>
    public int Parallel { get; init; } = 3;

    /// <summary>
    /// Most records of one transaction, over all of its partitions; what waits is applied in batches up to this size because a transaction has a
    /// price of its own.
    /// </summary>
    public int MaxRecords { get; init; } = 2000;

    /// <summary>Bytes of records read ahead of their application.</summary>
    public long ReadAheadBytes { get; init; } = 16 << 20;

    /// <summary>
    /// How often cursors are stored over records that were left out because they do not concern this follower. A process that starts
    /// anew has at most that much covered again.
    /// </summary>
    public TimeSpan CoveredInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries of a single record before it is set aside. Failures of the database are no tries.</summary>
    public int PoisonAttempts { get; init; } = 5;

    /// <summary>How often the feed's heads and the records set aside are looked at, for the gauges.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait after the first failure of the stream or of a batch; it doubles from there.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two tries.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);
}
