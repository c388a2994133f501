using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.TestSupport;
using Grpc.Core;
using NodaTime;
using Period = NodaTime.Period;

namespace CsPlatform.Metrics.Tests;

/// <summary>Every counted metric and every score of a rulebook of each platform, from the feed, equals what the facts come to from scratch.</summary>
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
    public async Task Figures_and_scores_of_random_late_and_repeated_facts_equal_those_from_scratch(string platform, string first)
    {
        var start = DayText.Day(first)!.Value;
        var through = start.PlusDays(Days + 20);
        var rulebook = Catalogue.Find(platform, start)!;
        Assert.Same(rulebook, Catalogue.Find(platform, through));
        var events = new ShopLife(platform, first, Days, seed: 7).Events(900, shops: 3);
        events.AddRange(ScoreOracle.Reports(rulebook, start, Days, shops: 3, count: 150));
        new Random(5).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(events));
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

        await HasFiguresFromScratchAsync(stack, rulebook, events, (start, through));
        await HasScoresFromScratchAsync(stack, rulebook, events, (start, through));
        await OpenToTheirUnitsAsync(stack, rulebook);
    }

    private static async Task OpenToTheirUnitsAsync(Stack stack, Rulebook rulebook)
    {
        foreach (var metric in rulebook.Metrics.Where(metric => metric.Formula is CountedFormula))
        {
            var figures = await stack.FiguresAsync(metric.Id, platform: rulebook.Platform);
            foreach (var figure in figures.Where((figure, i) => i % 37 == 0 && figure.Denominator > 0))
            {
                using var call = stack.Metrics.ExplainFigure(new ExplainFigureRequest
                {
                    Figure = new FigureSelector
                    {
                        Shop = figure.Shop, MetricId = metric.Id, PeriodKind = figure.PeriodKind, ValidAt = figure.EvaluatedOn,
                    },
                });
                var explained = new FigureExplanation();
                await foreach (var part in call.ResponseStream.ReadAllAsync())
                {
                    explained.MergeFrom(part.Explanation);
                }

                var counted = explained.Hits.Concat(explained.Misses).ToList();
                Assert.Equal(
                    (figure.Numerator, figure.Denominator),
                    (counted.Sum(unit => unit.AddsToNumerator), counted.Sum(unit => unit.AddsToDenominator)));
            }
        }
    }

    [Fact]
    public async Task What_is_kept_is_the_same_to_the_byte_whatever_order_it_came_in()
    {
        var events = new ShopLife("kuaishou", "2023-03-10", Days, seed: 3).Events(600, shops: 4);
        var byTime = await KeptAsync([events.OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId)]);

        Assert.NotEmpty(byTime);
        Assert.Equal(byTime, await KeptAsync(events.OrderByDescending(e => e.OccurredAt).ThenBy(e => e.EventId).Chunk(70)));
    }

    private async Task<List<string>> KeptAsync(IEnumerable<IEnumerable<Event>> batches)
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        foreach (var batch in batches)
        {
            await stack.SubmitAsync(batch);
        }

        await stack.CloseAsync("2023-05-20", "kuaishou");
        const string kept = """
            SELECT t::text FROM metrics.subject t
            UNION ALL SELECT t::text FROM metrics.subject_link t
            UNION ALL SELECT t::text FROM metrics.shop t
            UNION ALL SELECT t::text FROM metrics.shop_day_fact t WHERE numerator <> 0 OR denominator <> 0
            ORDER BY 1
            """;
        return await stack.RowsAsync(kept);
    }

    private static async Task HasFiguresFromScratchAsync(
        Stack stack, Rulebook rulebook, List<Event> events, (LocalDate Start, LocalDate Through) days)
    {
        var counted = rulebook.Metrics.Where(metric => metric.Formula is CountedFormula).ToList();
        Assert.NotEmpty(counted);
        foreach (var metric in counted)
        {
            var figures = await stack.FiguresAsync(metric.Id, platform: rulebook.Platform);
            var found = figures.Where(figure => figure.Denominator > 0)
                .Select(figure => $"{figure.Shop.ShopId} {figure.PeriodStart} {figure.EvaluatedOn} {figure.Numerator}/{figure.Denominator}");
            Assert.Equal(FromScratch(events, metric, days.Start, days.Through), found.Order(StringComparer.Ordinal));
        }
    }

    private static async Task HasScoresFromScratchAsync(
        Stack stack, Rulebook rulebook, List<Event> events, (LocalDate Start, LocalDate Through) days)
    {
        foreach (var rule in rulebook.Scores.Where(score => score.Shape is not FallShape))
        {
            var published = await stack.ScoresAsync(rulebook.Platform, rule.Head.Id);
            foreach (var shop in events.GroupBy(e => e.Shop.ShopId))
            {
                var facts = ScoreOracle.Facts(shop);
                var known = shop.Min(e => ChinaTime.Day(FromProto.Instant(e.OccurredAt)));
                var oracle = new ScoreOracle(rulebook, facts, (metric, period) =>
                    metric.Formula is CountedFormula formula ? Of(facts, formula, period, known) : default);
                var expected = Enumerable.Range(1, Period.DaysBetween(days.Start, days.Through) + 1)
                    .Select(i => days.Start.PlusDays(i))
                    .Select(day => (Day: Text(day), Score: oracle.Find(rule, day)))
                    .Where(day => day.Score is not null)
                    .ToDictionary(day => day.Day, day => day.Score!);
                var found = published.Where(score => score.Shop.ShopId == shop.Key).ToLookup(score => expected.ContainsKey(score.EvaluatedOn));
                Assert.Equal(expected.Values, found[true].Select(ScoreOracle.Line));
                // What had data once and has none any more stays as a revision that says so.
                Assert.All(found[false], score => Assert.True(
                    score is { Value: null, Revision: > 1 } && score.Gaps.Any(gap => gap is { Part: "", Reason: "NO_DATA" }), $"{score}"));
                Assert.All(found[true], score => Assert.Equal(score.Value is null, score.Gaps.Count > 0));
            }
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
