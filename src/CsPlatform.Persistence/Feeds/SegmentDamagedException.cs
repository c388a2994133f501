namespace CsPlatform.Persistence.Feeds;

/// <summary>A stored segment of the database cannot be read: somebody or something changed its bytes.</summary>
public sealed class SegmentDamagedException(int partition, long firstPosition, long lastPosition, Exception cause)
    : Exception(
        $"The stored segment of partition {partition}, positions {firstPosition} to {lastPosition}, cannot be read: {cause.Message} " +
        "Restore this row of feed.segment from a backup.",
        cause)
{
    /// <summary>The partition.</summary>
    public int Partition => partition;

    /// <summary>Position of the first record.</summary>
    public long FirstPosition => firstPosition;

    /// <summary>Position of the last record.</summary>
    public long LastPosition => lastPosition;
}
