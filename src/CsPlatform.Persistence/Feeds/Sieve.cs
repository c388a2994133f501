namespace CsPlatform.Persistence.Feeds;

/// <summary>Leaves records out for one follower, and remembers of what it has not heard yet that it is covered.</summary>
internal sealed class Sieve(IReadOnlyDictionary<int, long> after, RecordFilter? filter)
{
    // By partition: up to where the follower has heard, and up to where more is covered.
    private readonly Dictionary<int, long> told = new(after);
    private readonly Dictionary<int, long> owed = [];

    /// <summary>Whether something is covered of which the follower has not heard.</summary>
    internal bool OwesCover => owed.Count > 0;

    /// <summary>The segment as the follower gets it, or null when nothing of it passes.</summary>
    internal FeedSegment? Pass(FeedSegment segment)
    {
        if (filter is null)
        {
            return segment;
        }

        var passing = Passing(segment.Records, filter);
        var heard = told[segment.Partition];
        if (passing.Count == 0)
        {
            owed[segment.Partition] = segment.CoveredTo;
            return null;
        }

        owed.Remove(segment.Partition);
        told[segment.Partition] = segment.CoveredTo;
        return segment with { After = heard, Records = passing };
    }

    /// <summary>What is covered without records, as segments. They count as told.</summary>
    internal IReadOnlyList<FeedSegment> Cover(DateTimeOffset now)
    {
        var covered = owed.OrderBy(partition => partition.Key)
            .Select(partition => new FeedSegment(partition.Key, told[partition.Key], partition.Value, [], now)).ToList();
        covered.ForEach(segment => told[segment.Partition] = segment.CoveredTo);
        owed.Clear();
        return covered;
    }

    private static List<FeedRecord> Passing(IReadOnlyList<FeedRecord> records, RecordFilter filter)
    {
        var passing = new List<FeedRecord>();
        foreach (var record in records)
        {
            if (filter(record.Content.Span))
            {
                passing.Add(record);
            }
        }

        return passing;
    }
}
