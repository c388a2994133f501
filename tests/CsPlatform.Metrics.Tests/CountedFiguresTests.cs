using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.TestSupport;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

/// <summary>Every counted metric of every shipped rulebook, from the feed, equals what the facts come to from scratch.</summary>
[Collection("stores")]
public class CountedFiguresTests(PostgresFixture postgres, RedisFixture redis)
{
    private const int Days = 45;

    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    // A run of days inside one rulebook each, so that one formula holds for every period.
    public static TheoryData<string, string> Markets => new()
    {
        { "douyin", "2023-01-10" },
        { "jd", "2018-06-10" },
        { "kuaishou", "2023-03-10" },
        { "pinduoduo", "2021-05-10" },
        { "suning", "2024-03-10" },
        { "taobao-tmall", "2025-03-10" },
        { "xiaohongshu", "2021-08-10" },
    };

    [Theory]
    [MemberData(nameof(Markets))]
    public async Task Figures_of_random_late_and_repeated_facts_equal_those_from_scratch(string platform, string first)
    {
        var start = DayText.Day(first)!.Value;
        var through = start.PlusDays(Days + 20);
        var events = new ShopLife(platform, first, Days, seed: 7).Events(900, shops: 3);
        await using var stack = await Stack.StartAsync(postgres, redis);

        // A third in time, a third after some days are closed, a third after all are.
        await stack.SubmitAsync(events[..300]);
        await stack.CloseAsync(Text(start.PlusDays(20)), platform);
        await stack.SubmitAsync(events[300..600]);
        await stack.CloseAsync(Text(through), platform);
        foreach (var few in events[600..].Chunk(60))
        {
            await stack.SubmitAsync(few);
        }

        await stack.CloseAsync(Text(through), platform);

        var rulebook = Catalogue.Find(platform, start)!;
        Assert.Same(rulebook, Catalogue.Find(platform, through));
        var counted = rulebook.Metrics.Where(metric => metric.Formula is CountedFormula).ToList();
        Assert.NotEmpty(counted);
        foreach (var metric in counted)
        {
            var figures = await stack.FiguresAsync(metric.Id, platform: platform);
            var found = figures.Where(figure => figure.Denominator > 0)
                .Select(figure => $"{figure.Shop.ShopId} {figure.PeriodStart} {figure.EvaluatedOn} {figure.Numerator}/{figure.Denominator}");
            Assert.Equal(FromScratch(events, metric, start, through), found.Order(StringComparer.Ordinal));
        }
    }

    private static List<string> FromScratch(List<Event> events, MetricRule metric, LocalDate start, LocalDate through) =>
    [
        .. events.GroupBy(e => e.Shop.ShopId).SelectMany(shop => FromScratch(shop.Key, shop, metric, start, through))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> FromScratch(
        string shop, IEnumerable<Event> events, MetricRule metric, LocalDate start, LocalDate through)
    {
        var fed = events.Select(e => new FedEvent(new(e.Shop.Platform, shop), 1, Instant.MinValue, e)).ToList();
        var facts = ShopFacts.Of(fed.SelectMany(FactsFromProto.Facts).Select(one => one.Fact));
        var known = fed.Min(one => ChinaTime.Day(FromProto.Instant(one.Event.OccurredAt)));
        for (var day = start; day <= through; day = day.PlusDays(1))
        {
            foreach (var longest in FigurePeriods.ClosingWith(metric, day))
            {
                var formula = (CountedFormula)metric.Formula;
                var period = FigurePeriods.Narrow(
                    metric.Window, longest, days => Measurements.Of(facts, formula, days).Denominator);
                var rate = Of(facts, formula, period.Days, known);
                if (rate.HasData)
                {
                    yield return $"{shop} {Text(period.Days.Start)} {Text(period.EvaluatedOn)} {rate}";
                }
            }
        }
    }

    // Days before anything was known of the shop count nothing.
    private static Rate Of(ShopFacts facts, CountedFormula formula, Domain.Primitives.Period days, LocalDate known) =>
        !DayFacts.CountsEveryDay(formula) || known <= days.Start ? Measurements.Of(facts, formula, days).Rate
        : known < days.End ? Measurements.Of(facts, formula, new(known, days.End)).Rate
        : default;

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", null);
}
