using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;
using Grpc.Core;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

[Collection(Servers.Collection)]
public sealed class ReadingTests(Servers servers) : IAsyncLifetime
{
    private Stack stack = null!;

    public async Task InitializeAsync() => stack = await Stack.StartAsync(servers);

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task Pages_together_are_the_whole_list_in_order_by_shop_and_day()
    {
        foreach (var shop in (string[])["b", "a", "C", "小店", "z-9"])
        {
            stack.Publish(shop, Enumerable.Range(1, 9).Select(day => Closed(shop, $"2024-05-0{day}", 70, 100)));
        }

        var all = await stack.DecisionsAsync();
        var paged = new List<Decision>();
        var request = new ListDecisionsRequest { Platform = Platform, PageSize = 7 };
        do
        {
            var page = await stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute);
            Assert.InRange(page.Decisions.Count, 1, 7);
            paged.AddRange(page.Decisions);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(45, all.Count);
        Assert.Equal(all, paged);
        Assert.Equal(
            all.OrderBy(d => d.Shop.ShopId, StringComparer.Ordinal).ThenBy(d => d.EffectiveFrom, StringComparer.Ordinal), all);
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        stack.Publish("a", Closed("a", "2024-05-01", 70, 100), Closed("a", "2024-05-02", 20, 100), DayClosed("2024-05-09"));
        stack.Publish("b", Closed("b", "2024-05-01", 70, 100));
        await stack.DecisionsAsync();

        Assert.Equal(3, await CountAsync(new() { ShopId = "a" }));
        Assert.Equal(2, await CountAsync(new() { Kind = DecisionKind.Reminded }));
        Assert.Equal(1, await CountAsync(new() { ShopId = "a", EffectiveFrom = "2024-05-02", EffectiveUntil = "2024-05-05" }));
        Assert.Equal(0, await CountAsync(new() { MetricId = "xhs.dissatisfaction_rate" }));
        Assert.Equal(0, await CountAsync(new() { ShopId = "nobody" }));
    }

    [Fact]
    public async Task A_listing_with_wrong_fields_names_them_all()
    {
        var request = new ListDecisionsRequest
        {
            Platform = "Xiaohongshu",
            Kind = (DecisionKind)99,
            EffectiveFrom = "2024-13-01",
            EffectiveUntil = "tomorrow",
            PageSize = 5_001,
            PageToken = "not a token",
        };

        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute).ResponseAsync);

        Assert.Equal(
            ["platform", "kind", "effective_from", "effective_until", "page_size", "page_token"], Violations.Of(refusal));
    }

    [Fact]
    public async Task What_no_store_can_hold_is_refused_with_its_field()
    {
        static string Token(string text) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
        var shop = new ShopKey { Platform = Platform, ShopId = "a\0b" };

        Assert.Equal(["shop_id"], await RefusedAsync(new() { ShopId = "a\0b" }));
        Assert.Equal(["metric_id"], await RefusedAsync(new() { MetricId = "a\0" }));
        Assert.Equal(
            ["effective_from", "effective_until"],
            await RefusedAsync(new() { EffectiveFrom = "0000-01-01", EffectiveUntil = "-0001-01-01" }));
        Assert.Equal(["page_token"], await RefusedAsync(new() { PageToken = Token("2021-01-01\u001f5\u001fa\0b") }));
        Assert.Equal(["page_token"], await RefusedAsync(new() { PageToken = Token("-0001-01-01\u001f5\u001fa") }));
        Assert.Equal(["shop.shop_id"], Violations.Of(await Assert.ThrowsAsync<RpcException>(
            () => stack.Client.GetStandingAsync(new() { Shop = shop }, deadline: Stack.InAMinute).ResponseAsync)));
        Assert.Equal(["shop.shop_id", "case_id", "taken_on"], Violations.Of(await Assert.ThrowsAsync<RpcException>(
            () => stack.Client.RecordExamResultAsync(
                new() { Shop = shop, CaseId = "c\0", AttemptId = "a", TakenOn = "0000-01-01" },
                deadline: Stack.InAMinute).ResponseAsync)));

        async Task<IReadOnlyList<string>> RefusedAsync(ListDecisionsRequest request)
        {
            request.Platform = Platform;
            return Violations.Of(await Assert.ThrowsAsync<RpcException>(
                () => stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute).ResponseAsync));
        }
    }

    [Fact]
    public async Task A_standing_of_nobody_is_empty_and_one_of_no_platform_is_refused()
    {
        var nobody = await stack.Client.GetStandingAsync(new() { Shop = Stack.Key("nobody") }, deadline: Stack.InAMinute);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => stack.Client.GetStandingAsync(
            new() { Shop = new ShopKey { Platform = "none" } }, deadline: Stack.InAMinute).ResponseAsync);

        Assert.Empty(nobody.Metrics);
        Assert.Equal(["shop.platform", "shop.shop_id"], Violations.Of(refusal));
    }

    [Fact]
    public async Task The_feed_gives_what_is_stored_and_then_what_comes()
    {
        var partition = Partitions.Of(Platform, "a");
        stack.Publish("a", Closed("a", "2024-05-01", 70, 100), Closed("a", "2024-05-02", 70, 100));
        await stack.DecisionsAsync();
        using var call = stack.Client.FollowDecisions(
            new() { After = { new PartitionPosition { Partition = partition, Position = 1 } } }, deadline: Stack.InAMinute);

        var stored = await NextAsync(call);
        stack.Publish("a", Closed("a", "2024-05-03", 20, 100));
        var live = await NextAsync(call);

        Assert.Equal((2, "2024-05-02"), (stored.Position, stored.Decision.EffectiveFrom));
        Assert.Equal((3, DecisionKind.TrafficLimited), (live.Position, live.Decision.Kind));
        Assert.Equal(await stack.DecisionsAsync("a"), [(await FirstAsync(partition)).Decision, stored.Decision, live.Decision]);
    }

    [Fact]
    public async Task The_feed_refuses_positions_that_cannot_be()
    {
        var wrong = await FollowingFailsAsync((-1, 0), (256, 0), (7, -1), (9, 0), (9, 0));
        var beyond = await FollowingFailsAsync((3, 5));

        Assert.Equal(
            ["after[0].partition", "after[1].partition", "after[2].position", "after[4].partition"], Violations.Of(wrong));
        Assert.Equal(StatusCode.FailedPrecondition, beyond.StatusCode);
    }

    [Fact]
    public async Task Waiting_for_figures_that_nobody_serves_is_unavailable_and_reading_goes_on()
    {
        await stack.Figures.DisposeAsync();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => stack.DecisionsAsync());

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Equal(0, await CountAsync(new()));
    }

    private static async Task<DecisionRecord> NextAsync(AsyncServerStreamingCall<FollowDecisionsResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return Assert.Single(call.ResponseStream.Current.Records);
    }

    private async Task<DecisionRecord> FirstAsync(int partition)
    {
        using var call = stack.Client.FollowDecisions(
            new() { After = { new PartitionPosition { Partition = partition } } }, deadline: Stack.InAMinute);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current.Records[0];
    }

    private async Task<RpcException> FollowingFailsAsync(params (int Partition, long Position)[] after)
    {
        var request = new FollowDecisionsRequest();
        request.After.AddRange(after.Select(p => new PartitionPosition { Partition = p.Partition, Position = p.Position }));
        using var call = stack.Client.FollowDecisions(request, deadline: Stack.InAMinute);
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    private async Task<int> CountAsync(ListDecisionsRequest request)
    {
        request.Platform = Platform;
        return (await stack.Client.ListDecisionsAsync(request, deadline: Stack.InAMinute)).Decisions.Count;
    }
}
