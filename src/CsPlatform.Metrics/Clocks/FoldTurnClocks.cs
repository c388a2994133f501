using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using Microsoft.Extensions.Options;
using NodaTime;

namespace CsPlatform.Metrics.Clocks;

/// <summary>Arms a clock for the oldest open turn of a consultation and rule, and stops it when it is open no more.</summary>
internal sealed class FoldTurnClocks(
    RulebookCatalogue catalogue, ClockIndexWriter index, IOptions<MetricsOptions> options, TimeProvider time) : IFoldPart
{
    private readonly Duration horizon = Duration.FromTimeSpan(options.Value.ClockHorizon);
    private readonly Duration longestLimit = LongestLimit(catalogue);

    public IReadOnlyCollection<string> Kinds => [];

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (known, changed) = (await KnownAsync(fold, now, cancellation), new List<(ClockRow Row, bool IsNew)>());
        foreach (var (key, timelines) in fold.Timelines)
        {
            var id = Subject(key).Id();
            var row = known.GetValueOrDefault(id);
            if ((row is not null || MayMatter(timelines.After, now, horizon))
                && Update(fold, key, timelines, row?.Clocks ?? [], now) is { } clocks)
            {
                changed.Add((new ClockRow(fold.Partition, id, Subject(key), clocks), row is null));
            }
        }

        if (changed.Count > 0)
        {
            await ClockStore.SaveAsync(fold.Transaction, [.. changed.Select(change => change.Row)], cancellation);
            fold.AfterCommit.Add(() => changed.ForEach(change =>
                index.Tell(change.Row.Partition, change.Row.Id, change.Row.NextAt, change.IsNew)));
        }
    }

    private static ClockSubject Subject(TimelineKey key) => new(key.Shop, Domain.Clocks.ClockKind.Turn, key.ConsultationId);

    private static Duration LongestLimit(RulebookCatalogue catalogue) => catalogue.Platforms.SelectMany(catalogue.Versions)
        .SelectMany(version => version.Metrics)
        .Select(metric => metric.Formula switch
        {
            ReplyRateFormula rate => rate.Within,
            RoundReplyRateFormula round => round.Within,
            FirstReplyRateFormula { Within: { } within } => within,
            _ => Duration.Zero,
        })
        .DefaultIfEmpty(Duration.Zero).Max();

    // Nothing of a consultation can be due later than its last entry and the longest limit.
    private bool MayMatter(Timeline timeline, Instant now, Duration after) =>
        timeline.Entries.Length > 0 && timeline.Entries[^1].OccurredAt + longestLimit + after >= now;

    private async Task<Dictionary<Guid, ClockRow>> KnownAsync(Fold fold, Instant now, CancellationToken cancellation)
    {
        var wanted = fold.Timelines.Where(changed => MayMatter(changed.Value.Before, now, ClockStages.Remembered))
            .Select(changed => (fold.Partition, Subject(changed.Key).Id())).ToList();
        return wanted.Count == 0
            ? []
            : (await ClockStore.LoadAsync(fold.Transaction, wanted, cancellation)).ToDictionary(row => row.Id);
    }

    // The clocks as they are now; null when nothing changes.
    private IReadOnlyList<RunningClock>? Update(
        Fold fold, TimelineKey key, ChangedTimeline timelines, IReadOnlyList<RunningClock> known, Instant now)
    {
        var after = timelines.After;
        var around = new ShopHistory(new Dictionary<string, Timeline> { [key.ConsultationId] = after });
        Rulebook? InForce(LocalDate day) => catalogue.Find(key.Shop.Platform, day);
        var open = TurnClocks.JudgeOpen(key.ConsultationId, after, around, InForce);
        var change = ClockBook.Update(known, TurnClocks.Of(open, key.ConsultationId, after), now, horizon);
        if (change.Stopped.Count > 0)
        {
            var turns = TurnClocks.Judge(key.ConsultationId, after, around, InForce);
            var before = timelines.Before.Entries.Select(entry => entry.Key).ToHashSet();
            var last = after.Entries.Last(entry => !before.Contains(entry.Key));
            fold.Records.AddRange(change.Stopped.Select(clock =>
                ClockProto.Stopped(Subject(key), clock, TurnClocks.StopOf(clock, turns, around, last))));
        }

        return change.Clocks.SequenceEqual(known) ? null : change.Clocks;
    }
}
