namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// Consecutive records of one partition of a feed: positions <c>[FirstPosition, LastPosition]</c>, both included.
/// </summary>
/// <param name="Partition">The partition.</param>
/// <param name="FirstPosition">Position of the first record; the first of a partition is 1.</param>
/// <param name="Records">The records, at least one.</param>
/// <param name="AppendedAt">When the oldest of them was appended.</param>
public sealed record FeedSegment(
    int Partition, long FirstPosition, IReadOnlyList<ReadOnlyMemory<byte>> Records, DateTimeOffset AppendedAt)
{
    /// <summary>Position of the last record.</summary>
    public long LastPosition => FirstPosition + Records.Count - 1;

    /// <summary>Bytes of all records.</summary>
    public long Size => Records.Sum(record => (long)record.Length);

    /// <summary>The part behind <paramref name="position"/>, or null when nothing is behind it.</summary>
    public FeedSegment? After(long position)
    {
        if (position < FirstPosition)
        {
            return this;
        }

        return position >= LastPosition
            ? null
            : this with { FirstPosition = position + 1, Records = [.. Records.Skip((int)(position + 1 - FirstPosition))] };
    }

    /// <summary>The first <paramref name="count"/> records.</summary>
    public FeedSegment Take(int count) => count >= Records.Count ? this : this with { Records = [.. Records.Take(count)] };

    /// <summary>Several adjoining segments of one partition as one.</summary>
    /// <exception cref="InvalidOperationException">They do not adjoin.</exception>
    public static FeedSegment Join(IReadOnlyList<FeedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var first = segments[0];
        if (segments.Count == 1)
        {
            return first;
        }

        var records = new List<ReadOnlyMemory<byte>>(segments.Sum(segment => segment.Records.Count));
        foreach (var segment in segments)
        {
            if (segment.Partition != first.Partition || segment.FirstPosition != first.FirstPosition + records.Count)
            {
                throw new InvalidOperationException(
                    $"Segment {segment.Partition}:{segment.FirstPosition} does not follow " +
                    $"{first.Partition}:{first.FirstPosition + records.Count - 1}.");
            }

            records.AddRange(segment.Records);
        }

        return first with { Records = records };
    }
}
