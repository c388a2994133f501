using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Metrics.Clocks;

/// <summary>
/// Finds the consultations whose clocks a batch may have changed: those that it changed itself; the others of their buyers, where rules count by
/// buyer; and all of a shop that have clocks, where something was reported, stated or excluded that concerns the shop as a whole.
/// </summary>
internal sealed class ClockLooks(RulebookCatalogue catalogue)
{
    private readonly Duration longestLimit = LongestLimit(catalogue);

    internal async Task<IReadOnlyList<ClockLook>> OfAsync(Fold fold, Instant now, CancellationToken cancellation)
    {
        var looks = new Dictionary<TimelineKey, ClockLook>();
        var around = fold.Buyers.SelectMany(buyer => buyer.Consultations.Keys.Select(id =>
            KeyValuePair.Create(new TimelineKey(buyer.Buyer.Shop, id), buyer.Consultations))).ToDictionary();
        foreach (var (key, (before, after)) in fold.Timelines)
        {
            looks.Add(key, new ClockLook(
                key, after, History(fold, key, after, around), MayMatter(before, now, ClockStages.Remembered), NewestOf(before, after)));
        }

        foreach (var (buyer, consultations) in fold.Buyers)
        {
            AddOthers(fold, looks, (buyer.Shop, consultations), now);
        }

        foreach (var (shop, history) in fold.Histories.Where(shop => shop.Value.IsChanged))
        {
            await AddShopAsync(fold, looks, shop, history, cancellation);
        }

        return [.. looks.Values];
    }

    /// <summary>Whether anything of a consultation can be due so shortly before an instant, or later.</summary>
    internal bool MayMatter(Timeline timeline, Instant now, Duration before) =>
        timeline.Entries.Length > 0 && timeline.Entries[^1].OccurredAt + longestLimit + before >= now;

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

    private static ShopHistory History(
        Fold fold, TimelineKey key, Timeline timeline, Dictionary<TimelineKey, IReadOnlyDictionary<string, Timeline>> around)
    {
        var consultations = around.GetValueOrDefault(key) ?? new Dictionary<string, Timeline> { [key.ConsultationId] = timeline };
        return fold.Histories.TryGetValue(key.Shop, out var history)
            ? history.After with { Consultations = consultations }
            : new ShopHistory(consultations);
    }

    private static TimelineEntry NewestOf(Timeline before, Timeline after)
    {
        var known = before.Entries.Select(entry => entry.Key).ToHashSet();
        return after.Entries.Last(entry => !known.Contains(entry.Key));
    }

    private void AddOthers(
        Fold fold,
        Dictionary<TimelineKey, ClockLook> looks,
        (ShopKey Shop, IReadOnlyDictionary<string, Timeline> Consultations) buyer,
        Instant now)
    {
        var newest = buyer.Consultations.Keys.Select(id => looks.GetValueOrDefault(new TimelineKey(buyer.Shop, id))?.Last)
            .OfType<TimelineEntry>().Order(Comparer<TimelineEntry>.Create(TimelineEntry.Compare)).LastOrDefault();
        foreach (var (id, timeline) in buyer.Consultations)
        {
            var key = new TimelineKey(buyer.Shop, id);
            if (newest is not null && !looks.ContainsKey(key) && MayMatter(timeline, now, ClockStages.Remembered))
            {
                var around = new Dictionary<TimelineKey, IReadOnlyDictionary<string, Timeline>> { [key] = buyer.Consultations };
                looks.Add(key, new ClockLook(key, timeline, History(fold, key, timeline, around), true, newest));
            }
        }
    }

    private static async Task AddShopAsync(
        Fold fold, Dictionary<TimelineKey, ClockLook> looks, ShopKey shop, ChangedHistory history, CancellationToken cancellation)
    {
        var subjects = await ClockStore.ConsultationsAsync(fold.Transaction, shop, cancellation);
        var keys = subjects.Select(id => new TimelineKey(shop, id)).Where(key => !looks.ContainsKey(key)).ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var timelines = await TimelineStore.LoadAsync(fold.Transaction, keys, cancellation);
        var buyers = timelines.Values.Select(timeline => timeline.BuyerId).OfType<string>().Distinct()
            .Select(buyer => new BuyerKey(shop, buyer)).ToList();
        var known = await BuyerTimelines.LoadAsync(fold.Transaction, buyers, cancellation);
        foreach (var (key, timeline) in timelines)
        {
            var of = timeline.BuyerId is { } buyer ? known.GetValueOrDefault(new BuyerKey(shop, buyer)) : null;
            var consultations = of ?? new Dictionary<string, Timeline> { [key.ConsultationId] = timeline };
            looks.Add(key, new ClockLook(
                key, timeline, history.After with { Consultations = consultations }, true, history.Causes[^1]));
        }
    }
}
