using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using DocketCause = CsPlatform.Domain.Sanctions.Dockets.CorrectionCause;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>
/// Judges incidents and outside figures one after another, in the transaction that moves the cursor. Their subjects are nobody else's: what
/// the figure feed tells of its own subjects cannot come between, and the clock ends what is due with the same days whenever it strikes.
/// </summary>
internal sealed class JudgeFacts(RulebookCatalogue catalogue, DecisionLog decisions, CourseReplay replay, TimeProvider time)
{
    /// <summary>Applies the batch inside the follower's transaction.</summary>
    public async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            foreach (var change in FactChanges.Read(segment.Records, catalogue))
            {
                await (change switch
                {
                    IncidentDecided incident => DecideAsync(transaction, segment.Partition, incident, cancellation),
                    OutsideReported outside => ReportAsync(transaction, segment.Partition, outside, cancellation),
                    _ => throw new InvalidOperationException($"No such fact: {change}."),
                });
            }
        }
    }

    private async Task DecideAsync(NpgsqlTransaction transaction, int partition, IncidentDecided change, CancellationToken cancellation)
    {
        var standing = await LockAsync(transaction, partition, change.Key, cancellation);
        var known = await IncidentStore.FindAsync(transaction, partition, change.Key, change.Incident.Id, cancellation);
        if (known is { } last && last.DecidedAt >= change.At)
        {
            // The last decision counts, by the clock of whoever decides; the first of two at one instant.
            return;
        }

        await IncidentStore.SaveAsync(
            transaction, partition, change.Key, (change.Incident.Id, change.IsUpheld, change.At), cancellation);
        if (change.IsUpheld && known is null)
        {
            var heard = new IncidentEntry(0, change.Rule, change.Incident, HearingTerms.Plain);
            await HearAsync(transaction, partition, change.Key, standing, heard, cancellation);
        }
        else if (!change.IsUpheld && known is { IsUpheld: true })
        {
            await DismissAsync(transaction, partition, change, standing, cancellation);
        }

        // One that is upheld again stays without effect: what was once taken away stays so, as with figures.
    }

    private async Task DismissAsync(
        NpgsqlTransaction transaction, int partition, IncidentDecided change, Standing standing, CancellationToken cancellation)
    {
        var entries = await DocketStore.LoadAsync(transaction, partition, change.Key, catalogue, cancellation);
        if (entries.OfType<IncidentEntry>().FirstOrDefault(entry => entry.Incident.Id == change.Incident.Id) is not { } entry)
        {
            return;
        }

        var (now, trace) = (time.GetUtcNow(), $"incident:{change.Incident.Id}");
        await DocketStore.AmendAsync(
            transaction, partition, change.Key, (new EntryBarred(entry.Number, SanctionHold.Rescinded), trace, now), cancellation);
        var ground = new CorrectionGround(entry.Rule, DocketCause.IncidentDismissed, trace, ChinaTime.Day(now.ToInstant()), null);
        await replay.RunAsync(transaction, partition, change.Key, standing, ground, cancellation);
    }

    private async Task ReportAsync(NpgsqlTransaction transaction, int partition, OutsideReported change, CancellationToken cancellation)
    {
        var standing = await LockAsync(transaction, partition, change.Key, cancellation);
        if (await OutsideFigureStore.ReportAsync(transaction, partition, change, cancellation) is not { } revision)
        {
            return;
        }

        var figure = change.Figure with { Revision = revision };
        if (revision == 1)
        {
            await HearAsync(transaction, partition, change.Key, standing, new FigureEntry(0, change.Rule, figure, HearingTerms.Plain), cancellation);
            return;
        }

        var kept = await DocketStore.FindAsync(transaction, partition, [(change.Key, figure.EvaluatedOn)], cancellation);
        if (kept.TryGetValue((change.Key, figure.EvaluatedOn), out var entry))
        {
            var (now, trace) = (time.GetUtcNow(), $"figure:{change.Key.MetricId}:{figure.EvaluatedOn:R}:{revision}");
            await DocketStore.AmendAsync(transaction, partition, change.Key, (new FigureAmended(entry, figure), trace, now), cancellation);
            var ground = new CorrectionGround(change.Rule, DocketCause.FigureRevised, trace, ChinaTime.Day(now.ToInstant()), figure);
            await replay.RunAsync(transaction, partition, change.Key, standing, ground, cancellation);
        }
    }

    private async Task HearAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, Standing before, DocketEntry entry, CancellationToken cancellation)
    {
        var outcome = Docket.Hear(before, entry);
        var taken = outcome.Decisions.ToList();
        // A fact may come when the clock has passed what follows from it.
        if (await DayReachedStore.FindAsync(transaction, partition, key.Shop.Platform, cancellation) is { } day && outcome.Standing.Until <= day)
        {
            var reached = SanctionMachine.Move(outcome.Standing, new DayReached(day));
            taken.AddRange(reached.Decisions);
            outcome = outcome with { Standing = reached.Standing };
        }

        await StandingStore.SaveAsync(transaction, partition, [KeyValuePair.Create(key, outcome.Standing)], cancellation);
        await DocketStore.AddAsync(transaction, partition, [(key, Kept(entry, outcome))], time.GetUtcNow(), cancellation);
        await decisions.AppendAsync(transaction, partition, [.. taken.Select(decision => new TakenDecision(key.Shop, decision))], cancellation);
    }

    private static DocketEntry Kept(DocketEntry entry, SanctionOutcome outcome) => entry switch
    {
        FigureEntry figure => figure with
        {
            Terms = figure.Terms with { TakenBefore = Docket.TakenStep(figure.Rule.Ladder, outcome) },
        },
        IncidentEntry incident => incident with
        {
            Terms = incident.Terms with { TakenBefore = Docket.TakenStep(incident.Rule.Ladder, outcome) },
        },
        _ => entry,
    };

    // The row of a new subject is locked too: its docket's numbers are given behind that lock.
    private static async Task<Standing> LockAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, CancellationToken cancellation)
    {
        var none = new Dictionary<string, LocalDate>();
        var found = await StandingStore.LockAsync(transaction, partition, [key], none, cancellation);
        if (!found.ContainsKey(key))
        {
            await StandingStore.SaveAsync(transaction, partition, [KeyValuePair.Create(key, Standing.New)], cancellation);
        }

        return found.GetValueOrDefault(key, Standing.New);
    }
}
