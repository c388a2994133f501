using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.TestSupport;

namespace CsPlatform.Metrics.Tests;

/// <summary>
/// What is kept step by step is what counting everything anew gives, over every platform and every kind of entry: in whatever pieces and
/// whatever order the feed brings it, and when pieces come twice.
/// </summary>
[Collection("stores")]
public class RebuildTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Step_by_step_gives_what_counting_anew_gives_on_every_platform(int seed)
    {
        var histories = new RandomHistories(seed);
        var records = histories.Of(Catalogue, perShop: 150);
        var expected = Anew(records);
        Assert.True(expected.Select(line => line.Split(' ')[0]).Distinct().Count() >= 8, "A platform with reply metrics counts nothing.");
        await using var whole = await FoldBench.StartAsync(postgres, redis);
        await whole.ApplyAsync([.. FoldBench.Segments(records)]);
        Assert.Equal(expected, await FactsAsync(whole));

        // The same feed in small pieces, each of which comes twice: the same bytes.
        await using var pieces = await FoldBench.StartAsync(postgres, redis);
        foreach (var piece in records.Chunk(400))
        {
            await pieces.ApplyAsync(piece);
            await pieces.ApplyAsync(piece);
        }

        Assert.Equal(await whole.DumpAsync(), await pieces.DumpAsync());

        // Another order of arrival: the same facts.
        await using var shuffled = await FoldBench.StartAsync(postgres, redis);
        foreach (var piece in histories.Shuffled(records).Chunk(300))
        {
            await shuffled.ApplyAsync([.. FoldBench.Segments(piece)]);
        }

        Assert.Equal(expected, await FactsAsync(shuffled));
        const string rest = "SELECT t::text FROM (SELECT * FROM metrics.agent_day_fact WHERE denominator > 0) t ORDER BY t";
        const string range = """
            SELECT shop_id || metric_id || day || ' ' || numerator_lowest || '..' || numerator_highest FROM metrics.shop_day_fact
            WHERE denominator > 0 ORDER BY 1
            """;
        Assert.Equal(await whole.RowsAsync(rest), await shuffled.RowsAsync(rest));
        Assert.Equal(await whole.RowsAsync(range), await shuffled.RowsAsync(range));
    }

    private static List<string> Anew(IEnumerable<EventRecord> records)
    {
        var lines =
            from record in records
            group Fed(record) by (record.Event.Shop.Platform, record.Event.Shop.ShopId) into shop
            let consultations = shop.Select(FromProto.Entry).OfType<(Storage.TimelineKey Key, TimelineEntry Entry)>()
                .GroupBy(read => read.Key.ConsultationId)
                .ToDictionary(one => one.Key, one => Timeline.Of(one.Select(read => read.Entry)))
            let history = ShopHistory.Of(consultations, Timeline.Of(shop.Select(FromProto.ShopEntry).OfType<TimelineEntry>()))
            from fact in Contributions.Of(history, day => Catalogue.Find(shop.Key.Platform, day))
            where fact.Value.HasData
            select $"{shop.Key.Platform} {shop.Key.ShopId} {fact.Key.MetricId} {fact.Key.Day:R} {fact.Value}";
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    // Metrics over messages alone: what else is counted from these events is not what this is about.
    private static async Task<List<string>> FactsAsync(FoldBench bench)
    {
        var rows = await bench.RowsAsync("""
            SELECT platform || ' ' || shop_id || ' ' || metric_id || ' ' || day || ' ' || numerator || '/' || denominator
            FROM metrics.shop_day_fact WHERE denominator > 0
            """);
        var counted = Catalogue.Platforms.SelectMany(Catalogue.Versions).SelectMany(rulebook => rulebook.Metrics)
            .Where(metric => metric.Formula is CountedFormula)
            .Select(metric => metric.Id)
            .ToHashSet(StringComparer.Ordinal);
        return [.. rows.Where(row => !counted.Contains(row.Split(' ')[2])).Order(StringComparer.Ordinal)];
    }

    private static FedEvent Fed(EventRecord record) => new(
        new ShopKey(record.Event.Shop.Platform, record.Event.Shop.ShopId),
        record.Position,
        FromProto.Instant(record.ReceivedAt),
        record.Event);
}
