using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

/// <summary>Consumers who count once in a period that began before there was a rule.</summary>
[Collection("stores")]
public class ConsumersTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Platform = "pinduoduo";
    private const string Complaints = "pdd.complaint_rate";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_consulted_before_the_first_rulebook_counts_neither_in_time_nor_late(bool late)
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        Event[] before = [Consulted("2017-12-31", "b1"), Consulted("2017-12-31", "b2"), Complained("2017-12-31", "b2")];
        if (!late)
        {
            await stack.SubmitAsync(before);
        }

        await stack.SubmitAsync([Consulted("2018-01-01", "b1"), Consulted("2018-01-01", "b3"), Complained("2018-01-01", "b3")]);
        await stack.CloseAsync("2018-01-01", Platform);
        if (late)
        {
            await stack.SubmitAsync(before);
            await stack.CloseAsync("2018-01-01", Platform);
        }

        Assert.Equal(["a 7 days 2018-01-02 1/2"], Market.Lines(await stack.FiguresAsync(Complaints, platform: Platform)));
        using var call = stack.Metrics.ExplainFigure(new ExplainFigureRequest
        {
            Figure = new FigureSelector
            {
                Shop = new() { Platform = Platform, ShopId = "a" },
                MetricId = Complaints,
                PeriodKind = PeriodKind.TrailingDays,
                ValidAt = "2018-01-02",
            },
        });
        var below = 0L;
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            below += part.Explanation.Hits.Concat(part.Explanation.Misses).Sum(unit => unit.AddsToDenominator);
        }

        Assert.Equal(2, below);
    }

    private static Event Consulted(string day, string buyer) => Made(
        day, "consultation_opened", $$"""{"consultationId":"{{day}}-{{buyer}}","buyerId":"{{buyer}}"}""", $"c-{day}-{buyer}");

    private static Event Complained(string day, string buyer) => Made(
        day,
        "complaint_stepped",
        $$"""{"complaintId":"{{day}}","step":"COMPLAINT_STEP_MADE","buyerId":"{{buyer}}","reason":"辱骂"}""",
        $"k-{day}");

    private static Event Made(string day, string kind, string json, string id) =>
        ShopLife.Event(Platform, "a", $"{day}T10:00:00", kind, json, id);
}
