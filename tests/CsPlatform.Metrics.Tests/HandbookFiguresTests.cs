using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Tests.Scenarios.Runners;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

/// <summary>The handbook's tables of counted metrics, each row a shop whose facts are reported and whose days are closed.</summary>
[Collection("stores")]
public class HandbookFiguresTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Figures_are_those_of_the_handbooks_tables()
    {
        var cases = ScenarioFile.All.Where(row => row.Find("runner") == "counted metric").Select(Case.Of).OfType<Case>().ToList();
        var formulas = cases.Select(one => one.Metric.Formula.GetType()).ToHashSet();
        Assert.Equal(
            [],
            typeof(CountedFormula).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(CountedFormula)) && !formulas.Contains(type))
                .Select(type => type.Name));
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(cases.SelectMany(one => one.Events));
        foreach (var platform in cases.GroupBy(one => one.Row.Platform))
        {
            await stack.CloseAsync(Text(platform.Max(one => one.Period.ClosesWith)), platform.Key);
            foreach (var metric in platform.GroupBy(one => one.Metric.Id))
            {
                var figures = (await stack.FiguresAsync(metric.Key, platform: platform.Key))
                    .ToDictionary(figure => (figure.Shop.ShopId, figure.PeriodKind, figure.EvaluatedOn));
                Assert.All(metric, one => Assert.Equal(
                    $"{one.Row} → {one.Row.Expected["rate"]}", $"{one.Row} → {Found(figures, one)}"));
            }
        }
    }

    private static string Found(Dictionary<(string, PeriodKind, string), Figure> figures, Case one) =>
        figures.TryGetValue((one.Shop, (PeriodKind)(int)one.Period.Kind, Text(one.Period.EvaluatedOn)), out var figure)
            ? $"{figure.Numerator}/{figure.Denominator}"
            : "no data";

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", null);

    private sealed record Case(ScenarioRow Row, MetricRule Metric, FigurePeriod Period, string Shop, IReadOnlyList<Event> Events)
    {
        /// <summary>A row that says what rate comes out, of facts that can be reported.</summary>
        internal static Case? Of(ScenarioRow row)
        {
            var on = Words.Day(row.Cell("evaluated on"));
            var shop = $"{row.File}:{row.Line}".Replace('/', '-');
            if (!row.Expected.ContainsKey("rate")
                || row.Rulebook.FindMetric(row.RuleId) is not { } metric
                || FigurePeriods.Longest(metric.Window, on) is var period
                    && !ReferenceEquals(ScenarioRow.Catalogue.Find(row.Platform, period.ClosesWith), row.Rulebook))
            {
                return null;
            }

            var facts = new FactText(on.Year).All($"{row.Find("facts") ?? ""};{row.Find("as well") ?? ""}");
            var events = new FactEvents(row.Platform, shop, metric.Formula as RatingShareFormula).All(facts);
            // The tables speak of shops that are there all the time, which only their first event tells.
            var there = ShopLife.Event(
                row.Platform, shop, $"{Text(period.Days.Start)}T00:00:00", "consultation_opened", """{"consultationId":"c"}""", shop);
            return events is null ? null : new Case(row, metric, period, shop, [.. events, there]);
        }
    }
}
