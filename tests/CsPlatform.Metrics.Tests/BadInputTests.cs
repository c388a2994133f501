using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class BadInputTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly ListFiguresRequest Good = new() { Platform = Market.Platform, MetricId = Market.ReplyRate };

    [Fact]
    public async Task Every_faulty_field_is_named_with_its_remedy()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        Assert.Empty(await stack.FiguresAsync());
        await RefusedAsync(() => List(stack, r => r.Platform = "taobao"), "platform");
        await RefusedAsync(() => List(stack, r => r.MetricId = "xhs.nothing"), "metric_id");
        await RefusedAsync(() => List(stack, r => r.PeriodKind = (PeriodKind)9), "period_kind");
        await RefusedAsync(() => List(stack, r => r.EvaluatedFrom = "2021-02-30"), "evaluated_from");
        await RefusedAsync(() => List(stack, r => r.EvaluatedUntil = "today"), "evaluated_until");
        await RefusedAsync(() => List(stack, r => r.EvaluatedUntil = "-0001-01-01"), "evaluated_until");
        await RefusedAsync(() => List(stack, r => r.EvaluatedFrom = "0000-01-01"), "evaluated_from");
        await RefusedAsync(() => List(stack, r => r.ShopId = "a\0b"), "shop_id");
        await RefusedAsync(() => List(stack, r => r.ShopId = new string('x', 129)), "shop_id");
        await RefusedAsync(() => List(stack, r => r.PageSize = -1), "page_size");
        await RefusedAsync(() => List(stack, r => r.PageSize = 5_001), "page_size");
        await RefusedAsync(() => List(stack, r => r.PageToken = "!"), "page_token");
        await RefusedAsync(() => List(stack, r => r.PageToken = "AAAA"), "page_token");
        await RefusedAsync(
            () => List(stack, r => (r.Platform, r.EvaluatedFrom, r.PageSize) = ("", "x", -1)),
            "platform",
            "evaluated_from",
            "page_size");
        await RefusedAsync(() => Follow(stack, (256, 0)), "after[0].partition");
        await RefusedAsync(() => Follow(stack, (1, 0), (1, 0)), "after[1].partition");
        await RefusedAsync(() => Follow(stack, (1, -1)), "after[0].position");
        await RefusedAsync(() => Close(stack, "", "2021-02-30"), "platform", "through");
        await RefusedAsync(() => Close(stack, Market.Platform, "-0001-01-01"), "through");
    }

    [Fact]
    public async Task A_day_that_has_not_ended_is_not_closed()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);

        var refused = await Assert.ThrowsAsync<RpcException>(() => Close(stack, Market.Platform, "2999-01-01"));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("2999-01-01 has not ended yet", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_beyond_the_feed_is_refused()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);

        var refused = await Assert.ThrowsAsync<RpcException>(() => Follow(stack, (7, 1_000)));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(Market.Random(seed: 5, shops: 5, consultations: 100));
        await stack.CloseAsync("2021-02-10");

        var whole = Market.Lines(await stack.FiguresAsync());

        Assert.True(whole.Count > 50);
        Assert.Equal(whole, Market.Lines(await stack.FiguresAsync(pageSize: 7)));
        var one = await stack.Metrics.ListFiguresAsync(new ListFiguresRequest(Good)
        {
            ShopId = "shop-1",
            PeriodKind = PeriodKind.Day,
            EvaluatedFrom = "2021-01-27",
            EvaluatedUntil = "2021-01-30",
        });
        var days = new[] { "27", "28", "29" }.Select(day => $"shop-1 day 2021-01-{day}").ToList();
        Assert.Equal(
            whole.Where(line => days.Exists(day => line.StartsWith(day, StringComparison.Ordinal))),
            Market.Lines(one.Figures));
    }

    private static Task<ListFiguresResponse> List(Stack stack, Action<ListFiguresRequest> spoil)
    {
        var request = Good.Clone();
        spoil(request);
        return stack.Metrics.ListFiguresAsync(request).ResponseAsync;
    }

    private static async Task Follow(Stack stack, params (int Partition, long Position)[] after)
    {
        using var call = stack.Metrics.FollowFigures(new FollowFiguresRequest
        {
            After = { after.Select(a => new PartitionPosition { Partition = a.Partition, Position = a.Position }) },
        });
        await call.ResponseStream.MoveNext(CancellationToken.None);
    }

    private static async Task Close(Stack stack, string platform, string through)
    {
        using var call = stack.Metrics.CloseDays(new CloseDaysRequest { Platform = platform, Through = through });
        await call.ResponseStream.MoveNext(CancellationToken.None);
    }

    private static async Task RefusedAsync(Func<Task> call, params string[] fields)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        Assert.Equal(fields, status.Details.Single().Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }
}
