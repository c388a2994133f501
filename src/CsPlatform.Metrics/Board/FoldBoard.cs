using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;
using NodaTime;

namespace CsPlatform.Metrics.Board;

/// <summary>
/// Tells when a running figure comes to the other side of a limit, and has the boards counted anew. Only what changes a fact of today is told: an
/// import of old events crosses no limit. A batch that was held against the limits once, before a restart or a rebuild, is not again.
/// </summary>
internal sealed class FoldBoard(RunningRules rules, BoardRefresher refresher) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => [];

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var shops = fold.Events.Select(fed => fed.Shop).ToHashSet();
        fold.AfterCommit.Add(() => refresher.Changed(shops));
        var today = rules.Today;
        var held = Held(fold.Facts, today);
        if (held.Count == 0)
        {
            return;
        }

        var ranges = held
            .SelectMany(one => RunningSums.Needed(one.Limit.Window, today).Select(days => new FactRange(one.Shop, one.Limit.Metric.Id, days)))
            .Distinct()
            .ToList();
        var at = Ends(fold);
        var state = await HeadroomStore.LoadAsync(
            fold.Transaction, at, ranges, [.. held.Select(one => (one.Shop, one.Limit.Key))], cancellation);
        var looks = held.Where(one => IsNew(one.Shop.Partition())).Select(one => Look(one, today, state)).ToList();
        var unlike = looks.Where(look => !look.IsRemembered).ToList();
        if (unlike.Count > 0)
        {
            await HeadroomStore.SaveAsync(
                fold.Transaction,
                [.. unlike.Select(look => (look.Held.Shop, look.Held.Limit.Key, look.Period.Days.Start, look.Side))],
                cancellation);
        }

        await TellAsync(fold, looks.Where(look => look.IsCrossing), cancellation);

        bool IsNew(int partition) => at[partition] > state.Marks.GetValueOrDefault(partition);
    }

    // The last position of each partition; its events are in the order of the feed.
    private static SortedDictionary<int, long> Ends(Fold fold)
    {
        var ends = new SortedDictionary<int, long>();
        foreach (var fed in fold.Events)
        {
            ends[fed.Shop.Partition()] = fed.Position;
        }

        return ends;
    }

    // Crossings are few: only of their shops the open turns are read.
    private async Task TellAsync(Fold fold, IEnumerable<LimitLook> crossings, CancellationToken cancellation)
    {
        foreach (var shop in crossings.GroupBy(look => look.Held.Shop))
        {
            var open = await OpenClocks.LoadAsync(fold.Transaction, shop.Key, cancellation);
            fold.Publish(shop.Key, shop.Select(look => BoardToProto.Crossed(
                look, OpenTurns.UnitsOf(open, look.Held.Limit.Metric, look.Period, rules.Now))));
        }
    }

    private static LimitLook Look(HeldLimit held, LocalDate today, HeadroomState state)
    {
        var (shop, limit) = held;
        var (period, figure) = RunningSums.Of(
            limit.Window, today, limit.Metric, days => state.Sums[new FactRange(shop, limit.Metric.Id, days)]);

        // A run of days goes on from day to day; a natural day, week or month begins anew, with nothing known of it.
        var goesOn = state.Sides.TryGetValue((shop, limit.Key), out var last)
            && (period.Kind == FigurePeriodKind.TrailingDays || last.PeriodStart == period.Days.Start);
        return new LimitLook(held, period, figure, goesOn ? last.Side : null);
    }

    // In the order of the shops and of each rulebook, so that a replay tells the same in the same order.
    private List<HeldLimit> Held(FactChanges facts, LocalDate today)
    {
        var changed = facts.Keys.Where(fact => fact.Fact.Day == today).ToLookup(fact => fact.Shop, fact => fact.Fact.MetricId);
        var held = new List<HeldLimit>();
        foreach (var shop in changed
            .OrderBy(shop => shop.Key.Platform, StringComparer.Ordinal)
            .ThenBy(shop => shop.Key.ShopId, StringComparer.Ordinal))
        {
            if (rules.Find(shop.Key.Platform, today) is { } rulebook)
            {
                var limits = rules.LimitsOf(rulebook).Where(limit => shop.Contains(limit.Metric.Id));
                held.AddRange(limits.Select(limit => new HeldLimit(shop.Key, limit)));
            }
        }

        return held;
    }
}
