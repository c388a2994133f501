using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// Says what would become of events if they were stored now, after one another, and stores none. It remembers what it has judged,
/// so that the copy of an event that would be stored by then is judged as that.
/// </summary>
internal sealed class EventJudge(Database database, FeedLog log, SenderDirectory senders)
{
    private readonly Dictionary<Sender, int> newcomers = [];
    private readonly Dictionary<EventKey, StoredKey> imagined = [];

    /// <summary>One verdict per event. The position of what would be stored is 0: others may be stored before it.</summary>
    internal async Task<Verdict[]> JudgeAsync(IReadOnlyList<PreparedEvent> events, CancellationToken cancellation)
    {
        var numbers = await senders.KnownAsync(events.Select(item => item.Sender), cancellation);
        var keys = events.Select(item => new EventKey((short)item.Partition, NumberOf(item.Sender, numbers), item.EventId)).ToArray();
        var months = events.Select(item => item.PlatformMonth).ToHashSet();
        var (stored, closed) = await database.InTransactionAsync(
            async (connection, transaction, token) => (
                await KeyBook.FindAsync(connection, transaction, keys.ToHashSet(), token),
                await SealedMonths.AmongAsync(connection, transaction, months, token)),
            cancellation);
        foreach (var (key, value) in imagined)
        {
            stored.TryAdd(key, value);
        }

        var heads = await log.HeadsAsync(cancellation);
        var plan = StorePlan.Make(
            events, keys, stored, heads.ToDictionary(head => head.Key, head => new FeedHead(head.Value, null, null)), closed);
        foreach (var sender in plan.Added)
        {
            foreach (var (id, value) in sender.Ordered())
            {
                imagined[new EventKey(sender.Partition, sender.Sender, id)] = value with { Position = 0 };
            }
        }

        return [.. plan.Verdicts.Select((verdict, i) => Place(verdict, imagined.ContainsKey(keys[i])))];
    }

    private static Verdict Place(Verdict verdict, bool isImagined) => isImagined ? verdict with { Position = 0 } : verdict;

    // A sender without a number has nothing stored; numbers below 0 are nobody's.
    private int NumberOf(Sender sender, IReadOnlyDictionary<Sender, int> known)
    {
        if (known.TryGetValue(sender, out var number) || newcomers.TryGetValue(sender, out number))
        {
            return number;
        }

        return newcomers[sender] = -1 - newcomers.Count;
    }
}
