using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;
using StoredFact = CsPlatform.Metrics.Storage.ShopFact;

namespace CsPlatform.Metrics.Subjects;

/// <summary>
/// Keeps the facts of metrics that count every day since a shop is known: they are written when a day closes, and corrected when a late
/// event changes a closed day or shows that the shop was there earlier.
/// </summary>
internal sealed class EveryDay(SubjectRules rules)
{
    /// <summary>Notes the shops that the batch speaks of, and what it changes in days that are closed.</summary>
    internal async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        if (fold.Events.Count == 0)
        {
            return;
        }

        var firstDays = fold.Events
            .GroupBy(fed => fed.Shop, fed => Wire.FromProto.Instant(fed.Event.OccurredAt))
            .ToDictionary(shop => shop.Key, shop => ChinaTime.Day(shop.Min()));
        var met = await ShopStore.MeetAsync(fold.Transaction, firstDays, cancellation);
        var came = fold.NewFacts.Where(one => one.Fact is PresenceChange).ToLookup(one => one.Shop, one => one.Fact);
        var shops = met.Select(shop => shop.Shop).Concat(came.Select(shop => shop.Key)).Distinct()
            .Where(shop => rules.CountsEveryDay(shop.Platform)).GroupBy(shop => (shop.Partition(), shop.Platform)).ToList();
        if (shops.Count == 0)
        {
            return;
        }

        var closed = await ClosedDayStore.LoadAsync(fold.Transaction, [.. shops.Select(group => group.Key)], cancellation);
        foreach (var group in shops)
        {
            if (closed.TryGetValue(group.Key, out var through))
            {
                var known = await ShopStore.AllAsync(fold.Transaction, group.Key, cancellation);
                foreach (var shop in group)
                {
                    var before = met.Where(of => of.Shop == shop).Select(of => of.Before ?? through.PlusDays(1))
                        .FirstOrDefault(known[shop.ShopId]);
                    await CorrectAsync(fold, shop, (before, known[shop.ShopId]), [.. came[shop]], through, cancellation);
                }
            }
        }
    }

    /// <summary>Writes the facts of days that are about to close.</summary>
    internal async Task CloseAsync(
        NpgsqlTransaction transaction, (int Partition, string Platform) of, Period days, CancellationToken cancellation)
    {
        if (!rules.CountsEveryDay(of.Platform))
        {
            return;
        }

        var known = await ShopStore.AllAsync(transaction, of, cancellation);
        var presence = await PresenceStore.LoadAsync(transaction, of, [.. known.Keys], days, cancellation);
        var facts = new List<KeyValuePair<StoredFact, FactChange>>();
        foreach (var (shopId, since) in known)
        {
            facts.AddRange(
                from fact in Facts(of.Platform, presence[shopId], LocalDate.Max(since, days.Start), days.End)
                where !fact.Value.IsNone
                select KeyValuePair.Create(new StoredFact(new ShopKey(of.Platform, shopId), fact.Key), fact.Value));
        }

        if (facts.Count > 0)
        {
            await FactStore.AddAsync(transaction, facts, cancellation);
        }
    }

    private async Task CorrectAsync(
        Fold fold,
        ShopKey shop,
        (LocalDate Before, LocalDate After) since,
        IReadOnlyList<ShopFact> came,
        LocalDate through,
        CancellationToken cancellation)
    {
        var end = through.PlusDays(1);
        var from = came.Select(fact => ChinaTime.Day(fact.OccurredAt)).Append(since.Before > since.After ? since.After : end).Min();
        if (from >= end)
        {
            return;
        }

        var of = (shop.Partition(), shop.Platform);
        var presence = await PresenceStore.LoadAsync(fold.Transaction, of, [shop.ShopId], new Period(from, end), cancellation);
        var after = presence[shop.ShopId];
        var added = came.Select(fact => fact.Key).ToHashSet();
        var before = ShopFacts.Of(after.Everything.Where(fact => !added.Contains(fact.Key)));
        var differences = FactContributions.Differences(
            Facts(shop.Platform, before, LocalDate.Max(from, since.Before), end),
            Facts(shop.Platform, after, LocalDate.Max(from, since.After), end));
        var causes = fold.Events.Where(fed => fed.Shop == shop)
            .Select(fed => new FactCause(Wire.FromProto.Instant(fed.Event.OccurredAt), new(fed.Event.Source, fed.Event.EventId)))
            .Where(cause => came.Count == 0 || added.Contains(cause.Key))
            .ToList();
        foreach (var (key, difference) in differences)
        {
            fold.Facts.Add(new StoredFact(shop, key), difference, causes);
        }
    }

    private Dictionary<FactKey, FactChange> Facts(string platform, ShopFacts presence, LocalDate from, LocalDate end)
    {
        var found = new Dictionary<FactKey, FactChange>();
        for (var day = from; day < end; day = day.PlusDays(1))
        {
            if (rules.Find(platform, day) is { } rulebook)
            {
                foreach (var (metric, fact) in DayFacts.Of(rulebook, presence, day))
                {
                    found.Add(new FactKey(metric, day), fact);
                }
            }
        }

        return found;
    }
}
