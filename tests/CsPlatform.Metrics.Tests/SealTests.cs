using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class SealTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_sealed_months_figures_stay_and_the_correction_is_told_with_the_month_it_goes_to()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-27T10:00:00", "buyer")]);
        Assert.Equal("MONTH_OPEN", await RefusalAsync(stack, "2021-02"));
        await stack.CloseAsync("2021-03-02");
        Assert.Equal("MONTH_OPEN", await RefusalAsync(stack, "2021-03"));
        Assert.Equal("2021-02", (await SealAsync(stack, "2021-02")).SealedThrough);
        Assert.Equal("2021-02", (await SealAsync(stack, "2021-02")).SealedThrough);

        await stack.SubmitAsync([Market.Event("a", "1", "2021-02-27T10:01:00", "human")]);
        await stack.CloseAsync("2021-03-02");

        // What was evaluated on 1 March is February's: its last day is the 28th. From then on the window is March's and is revised.
        Assert.Equal(
            [
                "a day 2021-02-28 0/1", "a 7 days 2021-02-28 0/1", "a 7 days 2021-03-01 0/1", "a 7 days 2021-03-02 1/1",
                "a 7 days 2021-03-03 1/1",
            ],
            Market.Lines(await stack.FiguresAsync()));
        var deferred = (await stack.FeedAsync()).Select(record => record.CorrectionDeferred).Where(one => one is not null).ToList();
        Assert.Equal(3, deferred.Count);
        Assert.All(deferred, one => Assert.Equal((1, 1, 0, "2021-03"), (one.Numerator, one.Denominator, one.Figure.Numerator, one.GoesToMonth)));
    }

    [Fact]
    public async Task Months_are_sealed_in_their_order()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync([Market.Event("a", "1", "2021-01-05T10:00:00", "buyer")]);
        await stack.CloseAsync("2021-03-31");

        Assert.Equal("EARLIER_MONTH_OPEN", await RefusalAsync(stack, "2021-02"));
        await SealAsync(stack, "2021-01");
        Assert.Equal("2021-02", (await SealAsync(stack, "2021-02")).SealedThrough);
        var wrong = await Assert.ThrowsAsync<RpcException>(() => SealAsync(stack, "2021-13"));
        Assert.Equal(StatusCode.InvalidArgument, wrong.StatusCode);
    }

    private static async Task<SealFiguresResponse> SealAsync(Stack stack, string month) =>
        await stack.Metrics.SealFiguresAsync(new SealFiguresRequest { Platform = Market.Platform, Month = month });

    private static async Task<string> RefusalAsync(Stack stack, string month)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => SealAsync(stack, month));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        var status = RpcStatus.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        return status.Details.Single().Unpack<PreconditionFailure>().Violations.Single().Type;
    }
}
