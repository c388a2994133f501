using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class CompareTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task The_same_consultations_stand_side_by_side_under_several_definitions()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(
        [
            Market.Event("a", "person", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "person", "2021-02-03T10:01:00", "human"),
            Market.Event("a", "robot", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "robot", "2021-02-03T10:00:01", "bot"),
            Market.Event("a", "rated", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "rated", "2021-02-03T10:01:00", "human"),
            Market.Event("a", "rated", "2021-02-03T10:02:00", "rated 1"),
        ]);
        await stack.CloseAsync("2021-02-03");
        var own = new Definition { Platform = Market.Platform, MetricId = Market.ReplyRate };
        var rating = new Definition { Platform = Market.Platform, MetricId = Market.Dissatisfaction };

        var answer = await stack.Metrics.CompareDefinitionsAsync(Request(own, own, rating));

        Assert.Equal(["2/3", "2/3", "1/1"], answer.Definitions.Select(one => $"{one.Numerator}/{one.Denominator}"));
        Assert.Empty(answer.Definitions[1].DifferingUnits);
        Assert.Equal(["person", "robot"], answer.Definitions[2].DifferingUnits);
        Assert.NotEmpty(answer.Definitions[0].Definition.RulebookVersion);
        Assert.Equal(Market.ReplyRate, answer.Definitions[0].Citation.RuleId);
        Assert.Equal("3分钟回复率", answer.Definitions[0].NameZh);

        // Another platform's rule of another year: robots answer as well, and 5 minutes are allowed.
        await stack.SubmitAsync(
        [
            Market.Event("a", "four", "2021-02-04T10:00:00", "buyer"),
            Market.Event("a", "four", "2021-02-04T10:04:00", "human"),
        ]);
        await stack.CloseAsync("2021-02-04");
        var mixed = await stack.Metrics.CompareDefinitionsAsync(Request(
            own, new Definition { Platform = "pinduoduo", RulebookVersion = "2018-01-01", MetricId = "pdd.reply_rate_5min" }));
        Assert.Equal("2/4", $"{mixed.Definitions[0].Numerator}/{mixed.Definitions[0].Denominator}");
        Assert.Equal("4/4", $"{mixed.Definitions[1].Numerator}/{mixed.Definitions[1].Denominator}");
        Assert.Equal(["four", "robot"], mixed.Definitions[1].DifferingUnits);
    }

    [Fact]
    public async Task Every_fault_of_a_definition_is_named()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        var good = new Definition { Platform = Market.Platform, MetricId = Market.ReplyRate };
        var unknown = await Assert.ThrowsAsync<RpcException>(() => stack.Metrics.CompareDefinitionsAsync(Request(good)).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);

        await FaultyAsync(stack, Request(), "definitions");
        await FaultyAsync(stack, Request([.. Enumerable.Repeat(good, 21)]), "definitions");
        await FaultyAsync(
            stack,
            Request(
                new Definition(good) { Platform = "nowhere" },
                new Definition(good) { RulebookVersion = "1999-01-01" },
                new Definition(good) { MetricId = "xhs.nothing" }),
            "definitions[0].platform",
            "definitions[1].rulebook_version",
            "definitions[2].metric_id");
        var backwards = Request(good);
        (backwards.PeriodStart, backwards.PeriodEnd) = ("2021-02-04", "2021-02-03");
        await FaultyAsync(stack, backwards, "period_end");
        (backwards.PeriodStart, backwards.PeriodEnd) = ("2021-02-04", "2022-02-06");
        await FaultyAsync(stack, backwards, "period_end");
        await FaultyAsync(
            stack, new CompareDefinitionsRequest { Definitions = { good } }, "shop.platform", "shop.shop_id", "period_start", "period_end");
    }

    private static CompareDefinitionsRequest Request(params Definition[] definitions) => new()
    {
        Shop = new ShopKey { Platform = Market.Platform, ShopId = "a" },
        PeriodStart = "2021-02-01",
        PeriodEnd = "2021-02-08",
        Definitions = { definitions },
    };

    private static async Task FaultyAsync(Stack stack, CompareDefinitionsRequest request, params string[] fields)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => stack.Metrics.CompareDefinitionsAsync(request).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        Assert.Equal(fields, status.Details.Single().Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }
}
