using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.ServiceDefaults.Errors;
using Google.Rpc;
using Grpc.Core;

namespace CsPlatform.Billing.Tests;

/// <summary>Bad requests get a status that names the field, and publishing is refused in the documented order.</summary>
[Collection(ServersCollection.Name)]
public sealed class RefusalTests(Servers servers)
{
    [Fact]
    public async Task Every_fault_of_a_tariff_is_named_at_once()
    {
        await using var stack = await Stack.StartAsync(servers);
        var faulty = new Tariff
        {
            Platform = "tmall-of-mars",
            EffectiveFrom = "2021-02-30",
            Rates =
            {
                new TariffRate { Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Ordinary },
                new TariffRate { Kind = (ChargeKind)9, DayClass = DayClass.Ordinary, UnitPriceFen = -1 },
                new TariffRate { Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Holiday, UnitPriceFen = 1 },
                new TariffRate { Kind = ChargeKind.HostedTransfer, DayClass = DayClass.Holiday, UnitPriceFen = 1 },
            },
        };

        var refused = await RefusedAsync(stack, faulty);

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(
            [
                "tariff.platform", "tariff.version", "tariff.source", "tariff.effective_from", "tariff.rates[0].unit_price_fen",
                "tariff.rates[1].kind", "tariff.rates[1].unit_price_fen", "tariff.rates",
            ],
            Fields(refused));
        Assert.Equal(["tariff.effective_from"], Fields(await RefusedAsync(stack, Some.Tariff("antique", "0000-01-01"))));
        Assert.Equal(["tariff.effective_from"], Fields(await RefusedAsync(stack, Some.Tariff("ancient", "-0001-01-01"))));
        Assert.Equal(["tariff.version"], Fields(await RefusedAsync(stack, Some.Tariff("two\nlines"))));
        Assert.Equal(["tariff"], Fields(await Assert.ThrowsAsync<RpcException>(
            async () => await stack.Billing.PublishTariffAsync(new PublishTariffRequest()))));
    }

    [Fact]
    public async Task A_tariff_never_changes_and_never_reprices()
    {
        await using var stack = await Stack.StartAsync(servers);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(Some.SelfRun("lily", "01-01 00:00:00"), Some.Transfer("lily", "02-10 10:00:00", "c1"));
        Assert.Equal(300, (await stack.StatementAsync("lily", "2021-02")).ChargedFen);

        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(stack, Some.Tariff(ordinary: 301))).StatusCode);
        Assert.Equal(StatusCode.AlreadyExists, (await RefusedAsync(stack, Some.Tariff("other"))).StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, (await RefusedAsync(stack, Some.Tariff("late", "2021-02-10"))).StatusCode);
        Assert.True((await stack.Billing.PublishTariffAsync(
            new PublishTariffRequest { Tariff = Some.Tariff("next", "2021-02-11", 500, 500) })).Created);
        Assert.True((await stack.Billing.PublishTariffAsync(
            new PublishTariffRequest { Tariff = Some.Tariff("earlier", "2020-06-01", 100, 100) })).Created);

        stack.Ingestion.Add(Some.Transfer("lily", "02-11 10:00:00", "c2"));
        Assert.Equal("1 x 300 = 300 Ordinary, 1 x 500 = 500 Ordinary", Some.Lines(await stack.StatementAsync("lily", "2021-02")));
    }

    [Theory]
    [InlineData("", "lily", "2021-02", "shop.platform")]
    [InlineData("nowhere", "lily", "2021-02", "shop.platform")]
    [InlineData("xiaohongshu", "", "2021-02", "shop.shop_id")]
    [InlineData("xiaohongshu", "a\0b", "2021-02", "shop.shop_id")]
    [InlineData("xiaohongshu", "lily", "2021-13", "month")]
    [InlineData("xiaohongshu", "lily", "February", "month")]
    [InlineData("xiaohongshu", "lily", "9999-12", "month")]
    public async Task A_faulty_question_names_its_field(string platform, string shop, string month, string field)
    {
        await using var stack = await Stack.StartAsync(servers);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stack.Billing.GetStatementAsync(
            new GetStatementRequest { Shop = new ShopKey { Platform = platform, ShopId = shop }, Month = month }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal([field], Fields(refused));
    }

    [Fact]
    public async Task A_faulty_position_of_the_feed_names_its_field()
    {
        await using var stack = await Stack.StartAsync(servers);
        var faulty = new FollowChargesRequest
        {
            After =
            {
                new PartitionPosition { Partition = 256 }, new PartitionPosition { Partition = 1, Position = -1 },
                new PartitionPosition { Partition = 2 }, new PartitionPosition { Partition = 2 },
            },
        };

        var refused = await Assert.ThrowsAsync<RpcException>(() => FirstAsync(stack, faulty));
        var beyond = await Assert.ThrowsAsync<RpcException>(
            () => FirstAsync(stack, new FollowChargesRequest { After = { new PartitionPosition { Partition = 3, Position = 7 } } }));

        Assert.Equal(["after[0].partition", "after[1].position", "after[3].partition"], Fields(refused));
        Assert.Equal((StatusCode.InvalidArgument, StatusCode.FailedPrecondition), (refused.StatusCode, beyond.StatusCode));
    }

    private static async Task FirstAsync(Stack stack, FollowChargesRequest request)
    {
        using var call = stack.Billing.FollowCharges(request, deadline: DateTime.UtcNow.AddSeconds(30));
        await call.ResponseStream.MoveNext(CancellationToken.None);
    }

    private static Task<RpcException> RefusedAsync(Stack stack, Tariff tariff) => Assert.ThrowsAsync<RpcException>(
        async () => await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = tariff }));

    private static IEnumerable<string> Fields(RpcException refused)
    {
        var details = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes(Refusal.DetailsTrailer));
        return details.Details.Single().Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field);
    }
}
