using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Stores events once, each with its place in the feed, and counts what is new, in one transaction.</summary>
internal sealed class EventStore(Database database, FeedLog log, FeedSignal signal, SenderDirectory senders)
{
    // Events that were stored before are found again, so a commit of unknown outcome can be repeated.
    private static readonly TransactionOptions Options = TransactionOptions.Default with { Idempotent = true };

    /// <summary>
    /// Stores what is new, in the given order, and says of each event what became of it. With <paramref name="lookFirst"/>
    /// stored keys are looked up before new ones are added; without, they are added on trust, which is faster when all are
    /// new, and looked up only when that fails.
    /// </summary>
    internal async Task<Verdict[]> StoreAsync(IReadOnlyList<PreparedEvent> events, bool lookFirst, CancellationToken cancellation)
    {
        var numbers = await senders.NumbersAsync(events.Select(item => item.Sender), cancellation);
        var keys = events.Select(item => new EventKey((short)item.Partition, numbers[item.Sender], item.EventId)).ToArray();
        Verdict[] verdicts;
        try
        {
            verdicts = await TryAsync(events, keys, lookFirst, cancellation);
        }
        catch (PostgresException e) when (!lookFirst && IsStoredKey(e))
        {
            verdicts = await TryAsync(events, keys, lookFirst: true, cancellation);
        }

        Announce(events, verdicts);
        return verdicts;
    }

    private static bool IsStoredKey(PostgresException error)
        => error is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: EventKeys.Constraint };

    private Task<Verdict[]> TryAsync(
        IReadOnlyList<PreparedEvent> events, EventKey[] keys, bool lookFirst, CancellationToken cancellation)
        => database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                // From here on nobody else adds events to these partitions: what is looked up stays true until the commit.
                var heads = await FeedLog.LockAsync(connection, transaction, events.Select(item => item.Partition), token);
                var closed = await SealedMonths.AmongAsync(connection, transaction, MonthsOf(events), token);
                // Events of a sealed month are rejected unless they are stored, so then what is stored must be known.
                var stored = lookFirst || closed.Count > 0
                    ? await EventKeys.FindAsync(connection, transaction, keys, token)
                    : [];
                var plan = StorePlan.Make(events, keys, stored, heads, closed);
                if (plan.Added.Length > 0)
                {
                    await EventKeys.AddAsync(connection, plan.Added, token);
                    var first = await log.AppendAsync(connection, transaction, heads, plan.Appends, token);
                    plan.CheckPositions(first);
                    await IntakeCounts.AddAsync(connection, transaction, Count(events, plan.Verdicts), token);
                }

                return plan.Verdicts;
            },
            cancellation,
            Options);

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
