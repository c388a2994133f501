using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class GetFigureTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_figure_is_told_as_it_is_and_as_it_was_known()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-02-04");
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-03T10:01:00", "human")]);
        await Eventually.HoldsAsync(
            async () => (await stack.FiguresAsync()).All(f => f.Revision == 2), "the figures are revised");

        var now = await GetAsync(stack, f => f.PeriodKind = PeriodKind.Day);
        var first = now.Revisions[0];
        var then = await GetAsync(stack, f => (f.PeriodKind, f.KnownAt) = (PeriodKind.Day, first.ClosedAt));

        Assert.Equal((2, 1, 1), (now.Figure.Revision, now.Figure.Numerator, now.Figure.Denominator));
        Assert.Equal([1, 2], now.Revisions.Select(figure => figure.Revision));
        Assert.Equal(now.Figure, now.Revisions[1]);
        Assert.Equal((1, 0, 1), (then.Figure.Revision, then.Figure.Numerator, then.Figure.Denominator));
        Assert.Equal([first], then.Revisions);
        var list = await stack.Metrics.ListFiguresAsync(new ListFiguresRequest
        {
            Platform = Market.Platform, MetricId = Market.ReplyRate, KnownAt = first.ClosedAt,
        });
        Assert.Equal([1, 1, 1], list.Figures.Select(figure => figure.Revision));

        // The last one by then, and the metric's own window where no kind is named.
        var window = await GetAsync(stack, f => f.ValidAt = "2021-02-04");
        Assert.Equal((PeriodKind.TrailingDays, "2021-02-04"), (window.Figure.PeriodKind, window.Figure.EvaluatedOn));
        Assert.Equal("2021-02-05", (await GetAsync(stack, _ => { })).Figure.EvaluatedOn);
        Assert.Equal("2021-02-05", (await GetAsync(stack, f => f.ValidAt = "2024-01-01")).Figure.EvaluatedOn);

        var before = first.ClosedAt.ToDateTimeOffset().AddMilliseconds(-1);
        await RefusedAsync(stack, f => f.KnownAt = Timestamp.FromDateTimeOffset(before), StatusCode.NotFound, "NO_FIGURE");
        await RefusedAsync(stack, f => f.ValidAt = "2021-02-03", StatusCode.NotFound, "NO_FIGURE");
        await RefusedAsync(stack, f => f.PeriodKind = PeriodKind.NaturalMonth, StatusCode.NotFound, "NO_FIGURE");
    }

    [Fact]
    public async Task Whoever_asks_for_what_cannot_be_hears_why_and_never_a_zero()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);

        await RefusedAsync(stack, _ => { }, StatusCode.NotFound, "UNKNOWN_SHOP");
        await RefusedAsync(stack, f => f.ValidAt = "1999-12-31", StatusCode.FailedPrecondition, "NO_RULEBOOK");
        await RefusedAsync(
            stack,
            f => f.KnownAt = Timestamp.FromDateTime(DateTime.UtcNow.AddDays(-1200)),
            StatusCode.FailedPrecondition,
            "BEYOND_RETENTION");
        await FaultyAsync(stack, f => f.Shop = null, "figure.shop.platform", "figure.shop.shop_id");
        await FaultyAsync(stack, f => f.MetricId = "xhs.nothing", "figure.metric_id");
        await FaultyAsync(stack, f => f.PeriodKind = (PeriodKind)9, "figure.period_kind");
        await FaultyAsync(stack, f => f.ValidAt = "2021-02-30", "figure.valid_at");
        await FaultyAsync(stack, f => f.KnownAt = new Timestamp { Seconds = long.MaxValue }, "figure.known_at");
        var bare = await Assert.ThrowsAsync<RpcException>(() => stack.Metrics.GetFigureAsync(new GetFigureRequest()).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, bare.StatusCode);

        var list = await Assert.ThrowsAsync<RpcException>(() => stack.Metrics.ListFiguresAsync(new ListFiguresRequest
        {
            Platform = Market.Platform, MetricId = Market.ReplyRate, ShopId = "nobody",
        }).ResponseAsync);
        Assert.Equal((StatusCode.NotFound, "UNKNOWN_SHOP"), (list.StatusCode, Kind(list)));
    }

    private static async Task<GetFigureResponse> GetAsync(Stack stack, Action<FigureSelector> choose)
    {
        var selector = new FigureSelector
        {
            Shop = new ShopKey { Platform = Market.Platform, ShopId = "a" }, MetricId = Market.ReplyRate,
        };
        choose(selector);
        return await stack.Metrics.GetFigureAsync(new GetFigureRequest { Figure = selector });
    }

    private static async Task RefusedAsync(Stack stack, Action<FigureSelector> choose, StatusCode code, string kind)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => GetAsync(stack, choose));
        Assert.Equal((code, kind), (refused.StatusCode, Kind(refused)));
    }

    private static async Task FaultyAsync(Stack stack, Action<FigureSelector> spoil, params string[] fields)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => GetAsync(stack, spoil));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(fields, Detail(refused).Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field));
    }

    private static string Kind(RpcException refused) => refused.StatusCode == StatusCode.NotFound
        ? Detail(refused).Unpack<ResourceInfo>().ResourceType
        : Detail(refused).Unpack<PreconditionFailure>().Violations.Single().Type;

    private static Any Detail(RpcException refused) =>
        RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer)).Details.Single();
}
