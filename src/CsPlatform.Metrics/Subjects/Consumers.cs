using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Subjects;

/// <summary>
/// Counts the buyers who consulted in a period, each once, for metrics that count them so: on the days on which a rulebook with the metric was in
/// force. Other days have no fact that could change, so nobody who consulted then and is told of late would correct a closed figure.
/// </summary>
internal sealed class Consumers(SubjectRules rules)
{
    /// <summary>
    /// Has the table count the buyers of every period that closes with one of the days, for the shops that it holds.
    /// </summary>
    internal async Task CountAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        FactTable facts,
        Period days,
        CancellationToken cancellation)
    {
        var metrics = rules.Versions(of.Platform).SelectMany(version => version.Metrics).Where(CountsOnce).ToList();
        var ids = metrics.Select(metric => metric.Id).Distinct().ToList();
        var shops = facts.Shops.Where(shop => ids.Exists(shop.Metrics.ContainsKey)).Select(shop => shop.ShopId).ToList();
        if (shops.Count == 0)
        {
            return;
        }

        var from = metrics.Min(metric => FigurePeriods.Longest(metric.Window, days.Start.PlusDays(1)).Days.Start);
        var contacts = await ContactStore.LoadAsync(
            transaction, of, shops, new Period(LocalDate.Min(from, days.Start), days.End), cancellation);
        foreach (var shop in shops)
        {
            foreach (var id in ids)
            {
                var known = contacts[shop].Where(contact => rules.Find(of.Platform, contact.Day)?.FindMetric(id) is not null).ToList();
                facts.CountUnits(shop, id, period => known
                    .Where(contact => period.Contains(contact.Day))
                    .Select(contact => contact.Buyer)
                    .Distinct(StringComparer.Ordinal)
                    .LongCount());
            }
        }
    }

    private static bool CountsOnce(MetricRule metric) => metric.Formula is ComplaintRateFormula { Consumers: ConsumerCount.Once };
}
