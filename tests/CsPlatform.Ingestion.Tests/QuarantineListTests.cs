using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class QuarantineListTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Items_come_newest_first_with_everything_that_is_known_of_them()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var faulty = Events.Message("bad").With(e => e.MessageSent.Role = SenderRole.Unspecified);
        var other = Events.Message("a", text: "别的话");
        await service.SubmitAsync(Events.Message("a"), faulty);
        await service.SubmitAsync(other);

        var items = (await service.Client.ListQuarantineAsync(new ListQuarantineRequest())).Items;

        Assert.Equal([ItemOutcome.Conflict, ItemOutcome.Rejected], items.Select(item => item.Outcome));
        Assert.Equal(other, Event.Parser.ParseFrom(items[0].Content));
        Assert.Contains("is other content", items[0].Cause, StringComparison.Ordinal);
        var rejected = items[1];
        Assert.Equal(faulty.ToByteString(), rejected.Content);
        Assert.Equal(("im", "bad", "xiaohongshu", "shop-1"), (rejected.Source, rejected.EventId, rejected.Platform, rejected.ShopId));
        Assert.StartsWith("message_sent.role: Missing", rejected.Cause, StringComparison.Ordinal);
        Assert.Equal((1, faulty.CalculateSize()), (rejected.Times, rejected.ContentSize));
        Assert.Equal((QuarantineState.Open, null), (rejected.State, rejected.RedrivenAt));
        Assert.Equal(rejected.FirstReceivedAt, rejected.LastReceivedAt);
    }

    [Fact]
    public async Task An_item_that_comes_again_moves_to_the_front_and_stays_one_item()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Faulty("a"));
        await service.SubmitAsync(Faulty("b"));
        var before = await service.QuarantineAsync();
        await service.SubmitAsync(Faulty("a"));

        var items = await service.QuarantineAsync();

        Assert.Equal(["b", "a"], before.Select(item => item.EventId));
        Assert.Equal(["a", "b"], items.Select(item => item.EventId));
        Assert.Equal([2, 1], items.Select(item => item.Times));
        Assert.Equal(before[1].Id, items[0].Id);
        Assert.Equal(before[1].FirstReceivedAt, items[0].FirstReceivedAt);
        Assert.True(items[0].LastReceivedAt > items[0].FirstReceivedAt);
    }

    [Fact]
    public async Task Pages_of_any_size_tell_every_item_once_even_where_many_came_at_the_same_instant()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Enumerable.Range(0, 30).Select(n => Faulty($"x-{n}")));
        await service.SubmitAsync(Enumerable.Range(0, 15).Select(n => Faulty($"y-{n}", "shop-2")));

        foreach (var size in new[] { 1, 7, 15, 45, 1_000 })
        {
            var pages = await service.PagesAsync(new ListQuarantineRequest { PageSize = size });
            Assert.Equal((45 + size - 1) / size, pages.Count);
            Assert.Equal(45, pages.SelectMany(page => page).DistinctBy(item => item.Id).Count());
            Assert.All(pages.SelectMany(page => page).Take(15), item => Assert.StartsWith("y-", item.EventId, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_page_of_large_items_ends_where_it_fits_the_usual_message_limit()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        for (var i = 0; i < 4; i++)
        {
            await service.SubmitAsync(Enumerable.Range(0, 16).Select(n => Large($"{i}-{n}", 200_000)));
        }

        // The client's own limit of 4 MiB would refuse more.
        var pages = await service.PagesAsync(new ListQuarantineRequest { PageSize = 1_000 });

        Assert.Equal(64, pages.SelectMany(page => page).DistinctBy(item => item.Id).Count());
        Assert.True(pages.Count >= 64 * 200_000 / (4 << 20));
    }

    [Fact]
    public async Task Filters_narrow_by_platform_shop_source_outcome_and_state()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(
            Events.Message("a"),
            Events.Message("a", text: "x"),
            Faulty("b"),
            Faulty("c", "shop-2"),
            Faulty("d").With(e => e.Source = "tickets"),
            Faulty("e").With(e => e.Shop.Platform = "nowhere"));

        Assert.Equal("abcd", await IdsAsync(new ListQuarantineRequest { Platform = "xiaohongshu" }));
        Assert.Equal("c", await IdsAsync(new ListQuarantineRequest { Platform = "xiaohongshu", ShopId = "shop-2" }));
        Assert.Equal("d", await IdsAsync(new ListQuarantineRequest { Source = "tickets" }));
        Assert.Equal("a", await IdsAsync(new ListQuarantineRequest { Outcome = ItemOutcome.Conflict }));
        Assert.Equal("bcde", await IdsAsync(new ListQuarantineRequest { Outcome = ItemOutcome.Rejected }));
        Assert.Equal("abcde", await IdsAsync(new ListQuarantineRequest { State = QuarantineState.Open }));
        Assert.Equal("", await IdsAsync(new ListQuarantineRequest { State = QuarantineState.Redriven }));

        async Task<string> IdsAsync(ListQuarantineRequest request)
            => string.Concat((await service.PagesAsync(request)).SelectMany(page => page).Select(item => item.EventId).Order());
    }

    [Fact]
    public async Task What_cannot_be_printed_is_replaced_and_can_be_asked_for_as_it_is_shown()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Message("a\u001b[2J").With(e => e.Source = "im\0\n"));

        var item = Assert.Single(
            (await service.Client.ListQuarantineAsync(new ListQuarantineRequest { Source = "im\uFFFD\uFFFD" })).Items);

        Assert.Equal(("im\uFFFD\uFFFD", "a\uFFFD[2J"), (item.Source, item.EventId));
        Assert.DoesNotContain(item.Cause, char.IsControl);
        Assert.Equal("im\0\n", Event.Parser.ParseFrom(item.Content).Source);
    }

    [Fact]
    public async Task One_item_can_be_asked_for_alone_and_a_list_can_leave_contents_out()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Faulty("a"), Faulty("b"), Large("large", 300_000));
        var items = (await service.QuarantineAsync()).ToDictionary(item => item.EventId);

        var alone = Assert.Single((await service.Client.ListQuarantineAsync(new ListQuarantineRequest { Id = items["b"].Id })).Items);
        var pages = await service.PagesAsync(new ListQuarantineRequest { WithoutContent = true });

        Assert.Equal(items["b"], alone);
        Assert.Equal([0, 1, 2], new[] { "a", "b", "large" }.Select(name => items[name].BatchIndex));
        Assert.Equal([false, false, true], new[] { "a", "b", "large" }.Select(name => items[name].IsCutOff));
        var bare = Assert.Single(pages);
        Assert.All(bare, item => Assert.Empty(item.Content));
        Assert.Equal(items.Values.Select(item => new QuarantinedItem(item) { Content = ByteString.Empty }), bare);
    }

    [Fact]
    public async Task A_page_token_belongs_to_its_query()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Faulty("a"), Faulty("b"));
        var page = await service.Client.ListQuarantineAsync(new ListQuarantineRequest { PageSize = 1, Source = "im" });
        Assert.NotEmpty(page.NextPageToken);

        await RefusedAsync(service, "page_token", new ListQuarantineRequest { PageToken = page.NextPageToken });
        await RefusedAsync(service, "page_token", new ListQuarantineRequest
        {
            Source = "im", State = QuarantineState.Open, PageToken = page.NextPageToken,
        });
        await RefusedAsync(service, "page_token", new ListQuarantineRequest { Source = "im", PageToken = "%" });
        await RefusedAsync(service, "page_token", new ListQuarantineRequest { Source = "im", PageToken = "AAAA" });
    }

    [Fact]
    public async Task A_faulty_filter_is_refused_with_its_field()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await RefusedAsync(service, "platform", new ListQuarantineRequest { ShopId = "shop-1" });
        await RefusedAsync(service, "outcome", new ListQuarantineRequest { Outcome = ItemOutcome.Accepted });
        await RefusedAsync(service, "id", new ListQuarantineRequest { Id = "7" });
        await RefusedAsync(service, "state", new ListQuarantineRequest { State = (QuarantineState)9 });
        await RefusedAsync(service, "page_size", new ListQuarantineRequest { PageSize = 1_001 });
        await RefusedAsync(service, "page_size", new ListQuarantineRequest { PageSize = -1 });
        await RefusedAsync(service, "source", new ListQuarantineRequest { Source = "im\0" });
        await RefusedAsync(service, "source", new ListQuarantineRequest { Source = new string('x', 257) });
    }

    private static Event Faulty(string eventId, string shop = "shop-1")
        => Events.Message(eventId, shop).With(e => e.MessageSent.Role = SenderRole.Unspecified);

    private static Event Large(string eventId, int characters)
        => Events.Message(eventId, text: new string('x', characters));

    private static async Task RefusedAsync(Service service, string field, ListQuarantineRequest request)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await service.Client.ListQuarantineAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.StartsWith($"{field}: ", refusal.Status.Detail, StringComparison.Ordinal);
    }
}
