using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Stores events once, each with its place in the feed, and counts what is new, in one transaction.</summary>
internal sealed class EventStore(Database database, FeedLog log, FeedSignal signal, SenderDirectory senders)
{
    // Events that were stored before are found again, so a commit of unknown outcome can be repeated.
    private static readonly TransactionOptions Options = TransactionOptions.Default with { Idempotent = true };

    private readonly KeyBook book = new();

    /// <summary>Stores what is new, in the given order, and says of each event what became of it.</summary>
    internal async Task<Verdict[]> StoreAsync(IReadOnlyList<PreparedEvent> events, CancellationToken cancellation)
    {
        await senders.NumberAsync(events, cancellation);
        var keys = new EventKey[events.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new EventKey((short)events[i].Partition, events[i].Sender.Number, events[i].EventId);
        }

        var (view, plan) = await database.InTransactionAsync(
            (connection, transaction, token) => WriteAsync(connection, transaction, events, keys, token), cancellation, Options);
        book.Note(view, plan.Added, plan.Heads, plan.HeadsSince);
        Announce(events, plan.Verdicts);
        return plan.Verdicts;
    }

    private async Task<(KeyView View, StorePlan Plan)> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<PreparedEvent> events,
        EventKey[] keys,
        CancellationToken cancellation)
    {
        // From here on nobody else adds events to these partitions: what is looked up stays true until the commit.
        var closed = new HashSet<PlatformMonth>();
        var heads = await FeedLog.LockAsync(
            connection,
            transaction,
            events.Select(item => item.Partition),
            SealedMonths.Question(MonthsOf(events)),
            row => closed.Add(SealedMonths.MonthOf(row)),
            cancellation);
        var view = await book.LoadAsync(connection, transaction, keys, heads, cancellation);
        var plan = StorePlan.Make(events, keys, view.Stored, heads, closed);
        if (plan.Added.Count > 0)
        {
            var runs = await KeyBook.AddAsync(connection, view, plan.Added, cancellation);
            var counts = IntakeCounts.Addition(Count(events, plan.Verdicts));
            var first = await log.AppendAsync(connection, transaction, heads, plan.Appends, [.. runs, counts], cancellation);
            plan.CheckPositions(first);
        }

        return (view, plan);
    }

    // What is not stored here and now is counted when its batch is answered.
    private static IntakeTally Count(IReadOnlyList<PreparedEvent> events, Verdict[] verdicts)
    {
        var tally = new IntakeTally(events.Min(item => item.Partition));
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].IsNew)
            {
                tally.Offer(events[i].Arrival.Day, events[i].Sender.Source);
                tally.Answer(events[i].Arrival.Day, events[i].Sender.Source, verdicts[i].Outcome);
            }
        }

        return tally;
    }

    private static HashSet<PlatformMonth> MonthsOf(IReadOnlyList<PreparedEvent> events)
    {
        var months = new HashSet<PlatformMonth>();
        PreparedEvent? before = null;
        foreach (var item in events)
        {
            if (before is null || before.Month != item.Month || before.Sender.Platform != item.Sender.Platform)
            {
                months.Add(item.PlatformMonth);
                before = item;
            }
        }

        return months;
    }

    private void Announce(IReadOnlyList<PreparedEvent> events, Verdict[] verdicts)
    {
        var partitions = new HashSet<int>();
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].IsNew)
            {
                partitions.Add(events[i].Partition);
            }
        }

        signal.Announce([.. partitions]);
    }
}
