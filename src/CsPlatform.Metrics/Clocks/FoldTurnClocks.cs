using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Rulebooks;
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
    private readonly ClockLooks looks = new(catalogue);

    public IReadOnlyCollection<string> Kinds => [];

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var looked = await looks.OfAsync(fold, now, cancellation);
        var known = await KnownAsync(fold, looked, cancellation);
        var changed = new List<(ClockRow Row, bool IsNew)>();
        foreach (var look in looked)
        {
            var subject = Subject(look.Key);
            var id = subject.Id();
            var row = known.GetValueOrDefault(id);
            if ((row is not null || looks.MayMatter(look.Timeline, now, horizon))
                && Update(fold, look, row?.Clocks ?? [], now) is { } clocks)
            {
                changed.Add((new ClockRow(look.Key.Shop.Partition(), id, subject, clocks), row is null));
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

    private static async Task<Dictionary<Guid, ClockRow>> KnownAsync(
        Fold fold, IReadOnlyList<ClockLook> looked, CancellationToken cancellation)
    {
        var wanted = looked.Where(look => look.MayHaveClocks).Select(look => (look.Key.Shop.Partition(), Subject(look.Key).Id())).ToList();
        return wanted.Count == 0
            ? []
            : (await ClockStore.LoadAsync(fold.Transaction, wanted, cancellation)).ToDictionary(row => row.Id);
    }

    // The clocks as they are now; null when nothing changes.
    private IReadOnlyList<RunningClock>? Update(Fold fold, ClockLook look, IReadOnlyList<RunningClock> known, Instant now)
    {
        var id = look.Key.ConsultationId;
        Rulebook? InForce(LocalDate day) => catalogue.Find(look.Key.Shop.Platform, day);
        var open = TurnClocks.JudgeOpen(id, look.Timeline, look.Around, InForce);
        var change = ClockBook.Update(known, TurnClocks.Of(open, id, look.Timeline), now, horizon);
        if (change.Stopped.Count > 0)
        {
            var turns = TurnClocks.Judge(id, look.Timeline, look.Around, InForce);
            fold.Publish(look.Key.Shop, change.Stopped.Select(clock =>
                ClockProto.Stopped(Subject(look.Key), clock, TurnClocks.StopOf(clock, turns, look.Around, look.Last))));
        }

        return change.Clocks.SequenceEqual(known) ? null : change.Clocks;
    }
}
