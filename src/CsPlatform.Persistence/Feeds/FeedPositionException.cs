namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// A follower asks for what is behind a position that the feed has not reached: the two do not belong together.
/// </summary>
public sealed class FeedPositionException(int partition, long after, long head)
    : Exception($"Partition {partition} ends at position {head}, yet {after} was asked for: the follower's cursor belongs to " +
        "another history of this feed. Reset the follower's cursor (and what it derived) or restore the feed.")
{
    /// <summary>The partition.</summary>
    public int Partition => partition;

    /// <summary>The position asked for.</summary>
    public long Position => after;

    /// <summary>The last position of the partition.</summary>
    public long Head => head;
}
