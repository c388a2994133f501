using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using NodaTime.Extensions;
using Npgsql;
using DocketCause = CsPlatform.Domain.Sanctions.Dockets.CorrectionCause;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Judges a batch: standings, decisions, feed and cursor change in one transaction.</summary>
internal sealed class JudgeFigures(RulebookCatalogue catalogue, DecisionLog decisions, CourseReplay replay, TimeProvider time)
{
    /// <summary>Applies the batch inside the follower's transaction.</summary>
    public async Task ApplyAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            await ApplyAsync(transaction, segment, cancellation);
        }
    }

    // A revision is played on what came before it, and what comes after on what it left.
    private async Task ApplyAsync(NpgsqlTransaction transaction, FeedSegment batch, CancellationToken cancellation)
    {
        var changes = FigureChanges.Read(batch.Records, catalogue);
        for (var i = 0; i < changes.Count;)
        {
            var revised = changes[i] is FigureRevised;
            var until = i + 1;
            while (until < changes.Count && changes[until] is FigureRevised == revised)
            {
                until++;
            }

            List<FigureChange> run = [.. changes.Skip(i).Take(until - i)];
            await (revised
                ? CorrectAsync(transaction, batch.Partition, [.. run.Cast<FigureRevised>()], cancellation)
                : PlayAsync(transaction, batch.Partition, run, cancellation));
            i = until;
        }
    }

    private async Task PlayAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<FigureChange> changes, CancellationToken cancellation)
    {
        var keys = changes.OfType<FigureClosed>().Select(closed => closed.Key).ToHashSet();
        var reached = changes.OfType<DayBegun>().GroupBy(begun => begun.Platform)
            .ToDictionary(platform => platform.Key, platform => platform.Max(begun => begun.Day));
        var course = new PartitionCourse(await StandingStore.LockAsync(transaction, partition, keys, reached, cancellation));
        foreach (var change in changes)
        {
            course.Play(change);
        }

        await StandingStore.SaveAsync(transaction, partition, course.Changed, cancellation);
        await DocketStore.AddAsync(transaction, partition, course.Entries, time.GetUtcNow(), cancellation);
        await decisions.AppendAsync(transaction, partition, course.Decisions, cancellation);
        await DayReachedStore.NoteAsync(transaction, partition, reached, cancellation);
    }

    private async Task CorrectAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<FigureRevised> revised, CancellationToken cancellation)
    {
        await NoteRevisionsAsync(transaction, partition, revised, cancellation);
        var kept = await DocketStore.FindAsync(
            transaction, partition, [.. revised.Select(revision => (revision.Key, revision.Figure.EvaluatedOn))], cancellation);
        if (kept.Count == 0)
        {
            return;
        }

        var keys = kept.Keys.Select(figure => figure.Key).ToHashSet();
        var standings = await StandingStore.LockAsync(
            transaction, partition, keys, new Dictionary<string, NodaTime.LocalDate>(), cancellation);
        foreach (var revision in revised)
        {
            if (kept.TryGetValue((revision.Key, revision.Figure.EvaluatedOn), out var entry))
            {
                var now = time.GetUtcNow();
                var amendment = (new FigureAmended(entry, revision.Figure), TraceOf(revision), now);
                await DocketStore.AmendAsync(transaction, partition, revision.Key, amendment, cancellation);
                var (cause, trace) = await AppealTraces.FindAsync(transaction, revision, cancellation) is { } appeal
                    ? (DocketCause.AppealUpheld, appeal)
                    : (DocketCause.FigureRevised, TraceOf(revision));
                var ground = new CorrectionGround(revision.Rule, cause, trace, ChinaTime.Day(now.ToInstant()), revision.Figure);
                await replay.RunAsync(transaction, partition, revision.Key, standings[revision.Key], ground, cancellation);
            }
        }
    }

    private static string TraceOf(FigureRevised revision) =>
        $"figure:{revision.Key.MetricId}:{revision.Figure.EvaluatedOn:R}:{revision.Figure.Revision}";

    /// <summary>
    /// What a correction means for each decision that rests on the figure itself is noted beside it. A figure that led to no decision is
    /// not judged again.
    /// </summary>
    private async Task NoteRevisionsAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<FigureRevised> revised, CancellationToken cancellation)
    {
        var candidates = revised.SelectMany(revision => SanctionCourse.DecisionIdsOf(revision.Rule, revision.Figure.EvaluatedOn)
            .Select(id => (revision.Key.Shop, id))).ToHashSet();
        var founded = (await DecisionLog.FindAsync(transaction, partition, candidates, cancellation))
            .Where(decision => decision.Figure is not null)
            .ToLookup(decision => (FromProto.Shop(decision.Shop), decision.MetricId, FromProto.Day(decision.Figure.EvaluatedOn)));
        var findings = revised
            .SelectMany(revision => founded[(revision.Key.Shop, revision.Key.MetricId, revision.Figure.EvaluatedOn)]
                .Select(decision => Judge(revision, decision)))
            .ToList();
        await Finding.InsertAsync(transaction, partition, findings, time.GetUtcNow(), cancellation);
    }

    private static Finding Judge(FigureRevised revision, Decision decision)
    {
        var alike = SanctionCourse.JudgesAlike(revision.Rule, Judged(decision.Figure), revision.Figure);
        return new Finding(
            revision.Key.Shop, decision.DecisionId, revision.Figure.Revision, revision.Figure.Rate, alike, revision.Reason);
    }

    private static AssessedFigure Judged(JudgedFigure figure) => new(
        new Period(FromProto.Day(figure.PeriodStart), FromProto.Day(figure.PeriodEnd)),
        FromProto.Day(figure.EvaluatedOn),
        new Rate(figure.Numerator, figure.Denominator),
        figure.Revision);
}
