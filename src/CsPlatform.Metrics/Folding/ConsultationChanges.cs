using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// What changed consultations change in the facts: each by itself, and each buyer's together where any of the platform's metrics asks
/// for that. A consultation whose buyer turns out to be another one changes what both buyers add.
/// </summary>
internal static class ConsultationChanges
{
    internal static async Task CountAsync(
        Fold fold,
        ReplyRules rules,
        IReadOnlyDictionary<TimelineKey, List<TimelineEntry>> events,
        CancellationToken cancellation)
    {
        var scopes = new Dictionary<(BuyerKey Buyer, bool IsNamed), List<TimelineKey>>();
        foreach (var (key, changed) in fold.Timelines)
        {
            var platform = rules.Of(key.Shop.Platform);
            var history = fold.Histories[key.Shop].After;
            var sum = new ContributionSum();
            platform.Contributions.AddConsultation(sum, key.ConsultationId, changed.Before, history, takeAway: true);
            platform.Contributions.AddConsultation(sum, key.ConsultationId, changed.After, history);
            fold.Add(key.Shop, sum, events[key]);
            if (platform.CountsByBuyer)
            {
                AddScopes(scopes, key, changed);
            }
        }

        if (scopes.Count > 0)
        {
            await CountBuyersAsync(fold, rules, events, scopes, cancellation);
        }
    }

    private static async Task CountBuyersAsync(
        Fold fold,
        ReplyRules rules,
        IReadOnlyDictionary<TimelineKey, List<TimelineEntry>> events,
        Dictionary<(BuyerKey Buyer, bool IsNamed), List<TimelineKey>> scopes,
        CancellationToken cancellation)
    {
        var named = scopes.Keys.Where(scope => scope.IsNamed).Select(scope => scope.Buyer).ToList();
        var known = await BuyerTimelines.LoadAsync(fold.Transaction, named, cancellation);
        foreach (var ((buyer, isNamed), changed) in scopes)
        {
            var before = isNamed && known.TryGetValue(buyer, out var stored) ? stored : new(StringComparer.Ordinal);
            var after = new Dictionary<string, Timeline>(before, StringComparer.Ordinal);
            foreach (var key in changed)
            {
                var (old, now) = (fold.Timelines[key].Before, fold.Timelines[key].After);
                Set(before, key.ConsultationId, old, IsOf(old, buyer, isNamed));
                Set(after, key.ConsultationId, now, IsOf(now, buyer, isNamed));
            }

            fold.Buyers.Add((buyer, after));
            var history = fold.Histories[buyer.Shop].After;
            var contributions = rules.Of(buyer.Shop.Platform).Contributions;
            var sum = new ContributionSum();
            contributions.AddBuyer(sum, before, history, takeAway: true);
            contributions.AddBuyer(sum, after, history);
            fold.Add(buyer.Shop, sum, changed.SelectMany(key => events[key]));
        }
    }

    private static void AddScopes(
        Dictionary<(BuyerKey Buyer, bool IsNamed), List<TimelineKey>> scopes, TimelineKey key, ChangedTimeline changed)
    {
        var after = Scope(key, changed.After);
        Add(after);
        if (!changed.Before.Entries.IsEmpty && Scope(key, changed.Before) is var before && before != after)
        {
            Add(before);
        }

        void Add((BuyerKey, bool) scope)
        {
            if (!scopes.TryGetValue(scope, out var keys))
            {
                scopes.Add(scope, keys = []);
            }

            keys.Add(key);
        }
    }

    // A consultation that names no buyer is one of its own, by its id.
    private static (BuyerKey Buyer, bool IsNamed) Scope(TimelineKey key, Timeline timeline) =>
        timeline.BuyerId is { } named ? (new BuyerKey(key.Shop, named), true) : (new BuyerKey(key.Shop, key.ConsultationId), false);

    private static bool IsOf(Timeline timeline, BuyerKey buyer, bool isNamed) =>
        !timeline.Entries.IsEmpty && (isNamed ? timeline.BuyerId == buyer.BuyerId : timeline.BuyerId is null);

    private static void Set(Dictionary<string, Timeline> consultations, string id, Timeline timeline, bool isOf)
    {
        if (isOf)
        {
            consultations[id] = timeline;
        }
        else
        {
            consultations.Remove(id);
        }
    }
}
