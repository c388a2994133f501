namespace CsPlatform.Persistence.Feeds;

/// <summary>Where a follower starts, as a request says it.</summary>
public static class FeedStart
{
    /// <summary>The position seen last of each partition to follow; all partitions from their beginning when none is named.</summary>
    /// <param name="field">The request's field.</param>
    /// <param name="after">What it holds.</param>
    /// <param name="fault">Told every fault, as the field's path and what to send instead. With one, the result is of no use.</param>
    public static IReadOnlyDictionary<int, long> Read(
        string field, IReadOnlyCollection<(int Partition, long Position)> after, Action<string, string> fault)
    {
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(fault);
        if (after.Count == 0)
        {
            return Partitions.All.ToDictionary(partition => partition, _ => 0L);
        }

        var positions = new Dictionary<int, long>();
        var index = 0;
        foreach (var (partition, position) in after)
        {
            var place = $"{field}[{index++}]";
            var isKnown = partition is >= 0 and < Partitions.Count;
            if (!isKnown)
            {
                fault($"{place}.partition", $"{partition} is no partition; send 0 to {Partitions.Count - 1}.");
            }

            if (position < 0)
            {
                fault($"{place}.position", $"{position} is no position; send the last position seen, 0 for none.");
            }

            if (isKnown && !positions.TryAdd(partition, position))
            {
                fault($"{place}.partition", $"{partition} is named twice; name it once.");
            }
        }

        return positions;
    }
}
