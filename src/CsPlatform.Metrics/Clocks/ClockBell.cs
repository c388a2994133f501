using CsPlatform.Domain.Clocks;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using Google.Protobuf;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// Looks at rows of clocks whose time has come and tells what they have to say: in one transaction the rows are read again under the
/// locks of their partitions, the records appended, and the stages noted, so that each is told once, whoever looks and however often.
/// </summary>
internal sealed class ClockBell(
    Database database, FeedLog feed, FeedSignal signal, ClockIndexWriter index, RulebookCatalogue catalogue)
{
    /// <summary>
    /// Rings what is due at an instant, in partitions in which everything is counted that was acknowledged by then: an answer on its way
    /// is no missing one.
    /// </summary>
    internal async Task RingAsync(IReadOnlyCollection<DueClock> due, Instant now, CancellationToken cancellation)
    {
        var rung = await database.InTransactionAsync(
            (_, transaction, token) => RingAsync(transaction, due, now, token),
            cancellation,
            TransactionOptions.Default with { Idempotent = true });
        if (rung.Records.Count > 0)
        {
            signal.Announce([.. rung.Records.Keys]);
        }

        foreach (var row in rung.Changed)
        {
            index.Tell(row.Partition, row.Id, row.NextAt, isNew: false);
        }

        // What Redis tells too early, or in vain, is put right.
        var seen = rung.Rows.ToDictionary(row => (row.Partition, row.Id));
        foreach (var clock in due.Where(clock => !seen.TryGetValue((clock.Partition, clock.Id), out var row) || !(row.NextAt <= clock.At)))
        {
            index.Tell(clock.Partition, clock.Id, seen.GetValueOrDefault((clock.Partition, clock.Id))?.NextAt, isNew: false);
        }
    }

    private async Task<RungClocks> RingAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<DueClock> due, Instant now, CancellationToken cancellation)
    {
        await PartitionGuard.LockAsync(transaction, [.. due.Select(clock => clock.Partition).Distinct()], cancellation);
        var rows = await ClockStore.LoadAsync(transaction, [.. due.Select(clock => (clock.Partition, clock.Id))], cancellation);
        var rung = new RungClocks(rows);
        foreach (var row in rows)
        {
            Look(row, now, rung);
        }

        await ClockStore.SaveAsync(transaction, rung.Changed, cancellation);
        var appends = rung.Records
            .Select(partition => new FeedAppend(
                partition.Key, [.. partition.Value.Select(record => new ReadOnlyMemory<byte>(record.ToByteArray()))]))
            .ToList();
        if (appends.Count > 0)
        {
            await feed.AppendAsync(transaction.Connection!, transaction, appends, cancellation);
        }

        return rung;
    }

    private void Look(ClockRow row, Instant now, RungClocks rung)
    {
        var clocks = new List<RunningClock>(row.Clocks.Count);
        foreach (var clock in row.Clocks)
        {
            var (after, told) = ClockStages.Ring(clock, now);
            if (told is { } stage)
            {
                rung.Tell(row.Partition, Record(row.Subject, after, stage, now));
            }

            if (ClockStages.IsKept(after, now))
            {
                clocks.Add(after);
            }
        }

        if (!clocks.SequenceEqual(row.Clocks))
        {
            rung.Changed.Add(row with { Clocks = clocks });
        }
    }

    private FigureRecord Record(ClockSubject subject, RunningClock clock, ToldStage told, Instant now)
    {
        if (subject.Kind != Domain.Clocks.ClockKind.Obligation || !told.IsBreach)
        {
            return ClockProto.Rang(subject, clock, told, now);
        }

        var outcome = catalogue.Versions(subject.Shop.Platform)
            .FirstOrDefault(version => version.Hash == clock.Citation.RulebookHash)?
            .Obligations.FirstOrDefault(rule => rule.Head.Id == clock.Key.RuleId)?.Missed;
        return new FigureRecord
        {
            ObligationBreached = new ObligationBreached
            {
                Clock = ClockProto.Clock(subject, clock),
                OutcomeKey = outcome?.Key ?? "",
                OutcomeZh = outcome?.TextZh ?? "",
                OutcomeEn = outcome?.TextEn ?? "",
            },
        };
    }
}
