using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Judges a batch: standings, decisions, feed and cursor change in one transaction.</summary>
internal sealed class JudgeFigures(RulebookCatalogue catalogue, DecisionLog decisions, TimeProvider time)
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

    private async Task ApplyAsync(NpgsqlTransaction transaction, FeedSegment batch, CancellationToken cancellation)
    {
        var changes = FigureChanges.Read(batch.Records, catalogue);
        if (changes.Count == 0)
        {
            return;
        }

        var course = new PartitionCourse(await LoadAsync(transaction, batch.Partition, changes, cancellation));
        foreach (var change in changes)
        {
            course.Play(change);
        }

        await StandingStore.SaveAsync(transaction, batch.Partition, course.Changed, cancellation);
        await decisions.AppendAsync(transaction, batch.Partition, course.Decisions, cancellation);
        await NoteRevisionsAsync(transaction, batch.Partition, [.. changes.OfType<FigureRevised>()], cancellation);
    }

    private static Task<Dictionary<StandingKey, Standing>> LoadAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<FigureChange> changes, CancellationToken cancellation)
    {
        var keys = changes.OfType<FigureClosed>().Select(closed => closed.Key).ToHashSet();
        var reached = changes.OfType<DayBegun>().GroupBy(begun => begun.Platform)
            .ToDictionary(platform => platform.Key, platform => platform.Max(begun => begun.Day));
        return StandingStore.LockAsync(transaction, partition, keys, reached, cancellation);
    }

    /// <summary>
    /// A decision stands although its figure was corrected: what the correction means for it is noted, for appeals and
    /// recomputation. A figure that led to no decision is not judged again.
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
