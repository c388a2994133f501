using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// What a report, stated hours or an exclusion of a shop change in its facts: the buyers whose consultations they touch are counted
/// again, a bounded number at a time.
/// </summary>
internal sealed class HistoryChange(Fold fold, PlatformRules rules, ShopKey shop, ChangedHistory history)
{
    private const int BuyersAtOnce = 200;
    private const int ConsultationsAtOnce = 500;

    internal async Task CountAsync(CancellationToken cancellation)
    {
        var buyers = new SortedSet<string>(NamedBuyers(), StringComparer.Ordinal);
        if (TouchedDays() is { } days)
        {
            buyers.UnionWith(await BuyerTimelines.BuyersAsync(fold.Transaction, shop, days, cancellation));
            await CountWithoutBuyerAsync(days, cancellation);
        }

        foreach (var some in buyers.Chunk(BuyersAtOnce))
        {
            var keys = some.Select(buyer => new BuyerKey(shop, buyer)).ToList();
            var known = await BuyerTimelines.LoadAsync(fold.Transaction, keys, cancellation);
            foreach (var consultations in known.OrderBy(buyer => buyer.Key.BuyerId, StringComparer.Ordinal).Select(buyer => buyer.Value))
            {
                Count(consultations);
            }
        }
    }

    private async Task CountWithoutBuyerAsync(Period days, CancellationToken cancellation)
    {
        var after = "";
        List<KeyValuePair<string, Timeline>> some;
        do
        {
            some = await BuyerTimelines.WithoutBuyerAsync(
                fold.Transaction, (shop, days), after, ConsultationsAtOnce, cancellation);
            foreach (var (id, timeline) in some)
            {
                Count(new Dictionary<string, Timeline> { [id] = timeline });
                after = id;
            }
        }
        while (some.Count == ConsultationsAtOnce);
    }

    private void Count(IReadOnlyDictionary<string, Timeline> consultations)
    {
        var sum = new ContributionSum();
        foreach (var (id, timeline) in consultations)
        {
            rules.Contributions.AddConsultation(sum, id, timeline, history.Before, takeAway: true);
            rules.Contributions.AddConsultation(sum, id, timeline, history.After);
        }

        if (rules.CountsByBuyer)
        {
            rules.Contributions.AddBuyer(sum, consultations, history.Before, takeAway: true);
            rules.Contributions.AddBuyer(sum, consultations, history.After);
        }

        fold.Add(shop, sum, history.Causes);
    }

    private IEnumerable<string> NamedBuyers() => history.Before.Reports.Except(history.After.Reports)
        .Concat(history.After.Reports.Except(history.Before.Reports))
        .Select(report => report.BuyerId)
        .Concat(NewExclusions().Select(exclusion => exclusion.BuyerId).OfType<string>());

    // One range that covers all that is touched; null when nothing is touched by its time.
    private Period? TouchedDays()
    {
        var spans = NewExclusions().Select(exclusion => exclusion.Span).OfType<Interval>()
            .Select(span => new Period(ChinaTime.Day(span.Start), ChinaTime.Day(span.End).PlusDays(1)))
            .ToList();
        if (rules.AsksForHoursOfShop)
        {
            spans.AddRange(
                from stated in history.After.WorkingHours.Except(history.Before.WorkingHours)
                let next = history.After.WorkingHours.FirstOrDefault(later => later.From > stated.From)
                let end = next is null ? LocalDate.MaxIsoValue : ChinaTime.Day(next.From).PlusDays(1)
                select new Period(ChinaTime.Day(stated.From), end));
        }

        return spans.Count == 0 ? null : new Period(spans.Min(span => span.Start), spans.Max(span => span.End));
    }

    private IEnumerable<ShopExclusion> NewExclusions() => history.After.Exclusions.Except(history.Before.Exclusions);
}
