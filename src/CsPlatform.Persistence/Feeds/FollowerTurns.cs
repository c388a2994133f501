namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// Where one follower stands in each partition, and what it reads next. Partitions take turns. A round holds so many records, of however
/// many partitions they are: who is a little behind in all of them catches up in one round, and who is far behind costs no more memory.
/// </summary>
internal sealed class FollowerTurns(IReadOnlyDictionary<int, long> after)
{
    /// <summary>Most records that a round asks for.</summary>
    internal const int RecordsPerRound = 8192;

    /// <summary>Most records that a round asks for of one partition: a long one lets others in.</summary>
    internal const int RecordsPerPartition = 1024;

    private readonly int[] order = [.. after.Keys.Order()];
    private readonly Dictionary<int, long> positions = new(after);
    private int turn;

    /// <summary>What to read now; nothing when the follower has everything that the heads tell of.</summary>
    internal IReadOnlyList<FeedDemand> Next(HeadsView view)
    {
        var demands = new List<FeedDemand>();
        var room = (long)RecordsPerRound;
        var start = turn;
        for (var i = 0; i < order.Length; i++)
        {
            var at = (start + i) % order.Length;
            var position = positions[order[at]];
            var records = Math.Min(view.Of(order[at]) - position, RecordsPerPartition);
            if (records > room)
            {
                break;
            }

            if (records > 0)
            {
                demands.Add(new FeedDemand(order[at], position, records));
                room -= records;
                turn = (at + 1) % order.Length;
            }
        }

        return demands;
    }

    /// <summary>Notes what was read; the partitions behind it are next, also when the round was cut short.</summary>
    /// <exception cref="InvalidOperationException">The segment does not continue where the follower stands.</exception>
    internal void Advance(FeedSegment segment)
    {
        var position = positions[segment.Partition];
        if (segment.After != position)
        {
            throw new InvalidOperationException(
                $"Partition {segment.Partition} continues at {segment.After + 1} after {position}: the stored log has a gap.");
        }

        positions[segment.Partition] = segment.CoveredTo;
        turn = (Array.BinarySearch(order, segment.Partition) + 1) % order.Length;
    }
}
