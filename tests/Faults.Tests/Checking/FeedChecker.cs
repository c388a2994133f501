namespace Faults.Tests.Checking;

/// <summary>
/// Holds a whole feed against what the senders know. Decides nothing by asking the service: what it is given is all it has.
/// </summary>
internal static class FeedChecker
{
    private const int MostNamed = 20;

    /// <summary>Everything that is wrong; empty when the feed is what it has to be.</summary>
    internal static IReadOnlyList<string> Check(Ledger ledger, IReadOnlyList<FeedEntry> feed)
    {
        var faults = new List<string>(ledger.Faults);
        CheckPositions(feed, faults);
        CheckOrder(ledger, feed, faults);
        CheckPlaces(ledger, Index(ledger, feed, faults), faults);
        return faults.Count <= MostNamed ? faults : [.. faults.Take(MostNamed), $"and {faults.Count - MostNamed} more faults"];
    }

    /// <summary>What differs between the feed as it was followed live, through every fault, and as it reads afterwards.</summary>
    internal static IReadOnlyList<string> CompareLive(IReadOnlyList<FeedEntry> live, IReadOnlyList<FeedEntry> feed)
    {
        var faults = new List<string>();
        var later = feed.ToLookup(entry => entry.Partition);
        var earlier = live.ToLookup(entry => entry.Partition);
        foreach (var partition in later.Select(group => group.Key).Union(earlier.Select(group => group.Key)))
        {
            var same = earlier[partition].Select(entry => (entry.Position, entry.Event))
                .SequenceEqual(later[partition].Select(entry => (entry.Position, entry.Event)));
            if (!same)
            {
                faults.Add($"Partition {partition}: the live follower saw {earlier[partition].Count()} records that are not those "
                    + $"{later[partition].Count()} of the feed, or not in their order.");
            }
        }

        return faults;
    }

    private static void CheckPositions(IReadOnlyList<FeedEntry> feed, List<string> faults)
    {
        var last = new Dictionary<int, long>();
        foreach (var entry in feed)
        {
            var expected = last.GetValueOrDefault(entry.Partition) + 1;
            if (entry.Position != expected)
            {
                faults.Add($"Partition {entry.Partition} goes on at {entry.Position} instead of {expected}.");
            }

            last[entry.Partition] = entry.Position;
        }
    }

    private static Dictionary<EventName, FeedEntry> Index(Ledger ledger, IReadOnlyList<FeedEntry> feed, List<string> faults)
    {
        var found = new Dictionary<EventName, FeedEntry>();
        foreach (var entry in feed)
        {
            var name = EventName.Of(entry.Event);
            if (!ledger.Sent.TryGetValue(name, out var sent))
            {
                faults.Add($"{name} at {entry.Partition}:{entry.Position} was never sent.");
            }
            else if (!sent.Event.Equals(entry.Event))
            {
                faults.Add($"{name} at {entry.Partition}:{entry.Position} is not what was sent first under that id: {entry.Event}");
            }

            if (!found.TryAdd(name, entry))
            {
                faults.Add(
                    $"{name} is there twice: at {found[name].Partition}:{found[name].Position} and {entry.Partition}:{entry.Position}.");
            }
        }

        return found;
    }

    private static void CheckPlaces(Ledger ledger, Dictionary<EventName, FeedEntry> found, List<string> faults)
    {
        foreach (var (name, place) in ledger.Acknowledged)
        {
            if (!found.TryGetValue(name, out var entry))
            {
                faults.Add($"{name}, acknowledged at {place}, is lost.");
            }
            else if (place != new Place(entry.Partition, entry.Position))
            {
                faults.Add($"{name}, acknowledged at {place}, stands at {entry.Partition}:{entry.Position}.");
            }
        }
    }

    private static void CheckOrder(Ledger ledger, IReadOnlyList<FeedEntry> feed, List<string> faults)
    {
        var last = new Dictionary<(string Source, string Shop, string Conversation), int>();
        foreach (var entry in feed)
        {
            if (!ledger.Sent.TryGetValue(EventName.Of(entry.Event), out var sent))
            {
                continue;
            }

            var conversation = (entry.Event.Source, entry.Event.Shop.ShopId, sent.Conversation);
            if (last.TryGetValue(conversation, out var before) && before >= sent.Sequence)
            {
                faults.Add($"{conversation}: number {sent.Sequence} comes after {before}, at {entry.Partition}:{entry.Position}.");
            }

            last[conversation] = sent.Sequence;
        }
    }
}
