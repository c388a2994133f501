using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Wire;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Puts messages and what else happens in a consultation into timelines, and what they count into the facts. First what concerns shops as a
/// whole changes the facts of the consultations as they were, then the consultations change under what holds now: the two differences
/// add up to the whole.
/// </summary>
internal sealed class FoldConsultations(ReplyRules rules) : IFoldPart
{
    private static readonly Dictionary<string, Timeline> NoConsultations = [];

    public IReadOnlyCollection<string> Kinds => FromProto.Kinds;

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var (events, ofShops) = Read(fold.Events);
        if (events.Count == 0 && ofShops.Count == 0)
        {
            return;
        }

        await LoadHistoriesAsync(fold, [.. events.Keys.Select(key => key.Shop).Union(ofShops.Keys)], ofShops, cancellation);
        foreach (var (shop, history) in fold.Histories.Where(history => history.Value.IsChanged))
        {
            await new HistoryChange(fold, rules.Of(shop.Platform), shop, history).CountAsync(cancellation);
        }

        await ChangeAsync(fold, events, cancellation);
        await ConsultationChanges.CountAsync(fold, rules, events, cancellation);
        if (fold.Timelines.Count > 0)
        {
            await TimelineStore.SaveAsync(fold.Transaction, fold.Timelines, cancellation);
        }
    }

    private static async Task LoadHistoriesAsync(
        Fold fold,
        IReadOnlyCollection<ShopKey> shops,
        Dictionary<ShopKey, List<TimelineEntry>> events,
        CancellationToken cancellation)
    {
        var known = await ShopHistoryStore.LoadAsync(fold.Transaction, shops, cancellation);
        var changed = new Dictionary<ShopKey, Timeline>();
        foreach (var shop in shops)
        {
            var before = known.GetValueOrDefault(shop, Timeline.Empty);
            var entries = events.GetValueOrDefault(shop, []);
            var after = before.With(entries);
            var history = ShopHistory.Of(NoConsultations, before);
            if (ReferenceEquals(before, after))
            {
                fold.Histories.Add(shop, new ChangedHistory(history, history, []));
                continue;
            }

            changed.Add(shop, after);
            fold.Histories.Add(shop, new ChangedHistory(history, ShopHistory.Of(NoConsultations, after), entries));
        }

        if (changed.Count > 0)
        {
            await ShopHistoryStore.SaveAsync(fold.Transaction, changed, cancellation);
        }
    }

    private static async Task ChangeAsync(
        Fold fold, Dictionary<TimelineKey, List<TimelineEntry>> events, CancellationToken cancellation)
    {
        var known = await TimelineStore.LoadAsync(fold.Transaction, events.Keys, cancellation);
        foreach (var (key, entries) in events)
        {
            var before = known.GetValueOrDefault(key, Timeline.Empty);
            var after = before.With(entries);
            if (!ReferenceEquals(before, after))
            {
                fold.Timelines.Add(key, new ChangedTimeline(before, after));
            }
        }
    }

    private static (Dictionary<TimelineKey, List<TimelineEntry>> Consultations, Dictionary<ShopKey, List<TimelineEntry>> Shops) Read(
        IEnumerable<FedEvent> events)
    {
        var consultations = new Dictionary<TimelineKey, List<TimelineEntry>>();
        var shops = new Dictionary<ShopKey, List<TimelineEntry>>();
        foreach (var fed in events)
        {
            if (FromProto.Entry(fed) is { } read)
            {
                Add(consultations, read.Key, read.Entry);
            }
            else if (FromProto.ShopEntry(fed) is { } entry)
            {
                Add(shops, fed.Shop, entry);
            }
        }

        return (consultations, shops);
    }

    private static void Add<TKey>(Dictionary<TKey, List<TimelineEntry>> lists, TKey key, TimelineEntry entry)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(entry);
    }
}
