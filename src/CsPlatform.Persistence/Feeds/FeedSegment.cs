namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// What a reader gets of a partition for the positions <c>(After, CoveredTo]</c>: all records there, or those that it asked for. What is
/// left out of a sparse segment does not concern its reader, who goes on behind <paramref name="CoveredTo"/> all the same.
/// </summary>
/// <param name="Partition">The partition.</param>
/// <param name="After">The position before the first that is covered.</param>
/// <param name="CoveredTo">The last position covered.</param>
/// <param name="Records">The records, by position; none when nothing there was asked for.</param>
/// <param name="AppendedAt">When the oldest of them was appended.</param>
public sealed record FeedSegment(
    int Partition, long After, long CoveredTo, IReadOnlyList<FeedRecord> Records, DateTimeOffset AppendedAt)
{
    /// <summary>Bytes of all records.</summary>
    public long Size
    {
        get
        {
            var size = 0L;
            foreach (var record in Records)
            {
                size += record.Content.Length;
            }

            return size;
        }
    }

    /// <summary>Records that follow on each other without gap.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="firstPosition">Position of the first record; the first of a partition is 1.</param>
    /// <param name="contents">The records, at least one.</param>
    /// <param name="appendedAt">When the oldest of them was appended.</param>
    public static FeedSegment Consecutive(
        int partition, long firstPosition, IReadOnlyList<ReadOnlyMemory<byte>> contents, DateTimeOffset appendedAt)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var records = new FeedRecord[contents.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = new FeedRecord(firstPosition + i, contents[i]);
        }

        return new FeedSegment(partition, firstPosition - 1, firstPosition + records.Length - 1, records, appendedAt);
    }

    /// <summary>The part behind <paramref name="position"/>, or null when nothing is behind it.</summary>
    public FeedSegment? Behind(long position)
    {
        if (position <= After)
        {
            return this;
        }

        return position >= CoveredTo
            ? null
            : this with { After = position, Records = [.. Records.SkipWhile(record => record.Position <= position)] };
    }

    /// <summary>As far as the first <paramref name="count"/> records go.</summary>
    public FeedSegment Take(int count)
        => count >= Records.Count ? this : this with { CoveredTo = Records[count - 1].Position, Records = [.. Records.Take(count)] };

    /// <summary>Several adjoining segments of one partition as one.</summary>
    /// <exception cref="InvalidOperationException">They do not adjoin.</exception>
    public static FeedSegment Join(IReadOnlyList<FeedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count == 1)
        {
            return segments[0];
        }

        var before = segments[0];
        var records = new List<FeedRecord>(segments.Sum(segment => segment.Records.Count));
        records.AddRange(before.Records);
        foreach (var segment in segments.Skip(1))
        {
            if (segment.Partition != before.Partition || segment.After != before.CoveredTo)
            {
                throw new InvalidOperationException(
                    $"Segment {segment.Partition}:{segment.After + 1} does not follow {before.Partition}:{before.CoveredTo}.");
            }

            records.AddRange(segment.Records);
            before = segment;
        }

        return segments[0] with { CoveredTo = before.CoveredTo, Records = records };
    }
}
