using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using NodaTime;
using NodaTime.Text;
using ShopKey = CsPlatform.Common.V1.ShopKey;

namespace CsPlatform.Metrics.Tests;

/// <summary>
/// Shops of every platform with what is said in them and what happens beside, in the order in which it arrives: most of it soon, some pieces
/// hours late, a few days late.
/// </summary>
internal sealed class EveryPlatform(RulebookCatalogue catalogue, int seed)
{
    private const int Days = 8;

    private readonly Random random = new(seed);

    /// <summary>Two shops of each platform; so many messages and the like of each, and so many other facts.</summary>
    internal List<Event> Events(int said, int beside) =>
    [
        .. new RandomHistories(seed).Of(catalogue, said, newestFirst: true)
            .Select(record => record.Event)
            .GroupBy(one => one.Shop)
            .SelectMany(shop => Arriving([.. shop], beside))
            .OrderBy(one => one.Arrival)
            .ThenBy(one => one.Event.EventId, StringComparer.Ordinal)
            .Select(one => one.Event),
    ];

    // The shops lived in different years: their first days arrive together.
    private List<(Duration Arrival, Event Event)> Arriving(List<Event> said, int beside)
    {
        var first = said.Min(At);
        List<Event> all = [.. said, .. Beside(said[0].Shop, ChinaTime.Day(first), beside)];
        return [.. all.Select(one => (At(one) - first + Delay(), one))];
    }

    private List<Event> Beside(ShopKey shop, LocalDate first, int count)
    {
        var facts = new ShopLife(shop.Platform, LocalDatePattern.Iso.Format(first), Days, random.Next()).Events(count, shops: 1);
        if (catalogue.Find(shop.Platform, first.PlusDays(Days)) is { } rulebook)
        {
            facts.AddRange(ScoreOracle.Reports(rulebook, first, Days, shops: 1, count / 4));
        }

        foreach (var fact in facts)
        {
            fact.Shop = shop;
            fact.EventId = $"{shop.Platform}/{shop.ShopId}/{fact.EventId}";
        }

        return facts;
    }

    private Duration Delay() => random.Next(12) switch
    {
        0 => Duration.FromHours(random.Next(24 * Days)),
        1 or 2 => Duration.FromHours(random.Next(12)),
        _ => Duration.FromMinutes(random.Next(30)),
    };

    private static Instant At(Event one) => FromProto.Instant(one.OccurredAt);
}
