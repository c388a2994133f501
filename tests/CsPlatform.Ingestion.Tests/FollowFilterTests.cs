using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class FollowFilterTests(PostgresFixture postgres, RedisFixture redis)
{
    [Theory]
    [InlineData("", "consultation_opened", "opened")]
    [InlineData("", "consultation_opened,message_sent", "message,opened")]
    [InlineData("xiaohongshu", "", "message,opened")]
    [InlineData("xiaohongshu,nobody", "message_sent", "message")]
    [InlineData("nobody", "", "")]
    [InlineData("", "shop_opened", "")]
    public async Task Only_what_was_asked_for_comes_and_all_of_it_is_covered(string platforms, string kinds, string expected)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Enumerable.Range(0, 300).Select(n => Events.Message($"m-{n:D3}", $"shop-{n % 7}")));
        await service.SubmitAsync(Enumerable.Range(0, 30).Select(n => Opened($"o-{n:D3}", $"shop-{n % 7}")));
        var heads = (await service.Client.GetHeadsAsync(new GetHeadsRequest())).Heads.ToDictionary(h => h.Partition, h => h.Position);
        var request = new FollowEventsRequest { Platforms = { Words(platforms) }, Kinds = { Words(kinds) } };

        var records = new List<EventRecord>();
        var covered = heads.Keys.ToDictionary(partition => partition, _ => 0L);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = service.Client.FollowEvents(request, cancellationToken: limit.Token);
        while (heads.Any(head => covered[head.Key] < head.Value))
        {
            Assert.True(await call.ResponseStream.MoveNext(limit.Token));
            var run = call.ResponseStream.Current;
            Assert.All(run.Records, record => Assert.InRange(record.Position, covered[run.Partition] + 1, run.CoveredTo));
            Assert.Equal(run.Records.Select(record => record.Position).Order(), run.Records.Select(record => record.Position));
            Assert.True(run.CoveredTo > covered[run.Partition]);
            covered[run.Partition] = run.CoveredTo;
            records.AddRange(run.Records);
        }

        var sizes = new Dictionary<string, int> { ["message"] = 300, ["opened"] = 30 };
        Assert.Equal(Words(expected).Sum(word => sizes[word]), records.Count);
        Assert.Equal(records.Count, records.Select(record => record.Event.EventId).Distinct().Count());
        Assert.All(records, record => Assert.Contains(
            record.Event.FactCase is Event.FactOneofCase.MessageSent ? "message" : "opened", Words(expected)));
    }

    [Fact]
    public async Task News_that_do_not_concern_a_follower_are_covered_soon_and_those_that_do_come_at_once()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = service.Client.FollowEvents(
            new FollowEventsRequest { Kinds = { "consultation_opened" } }, cancellationToken: limit.Token);
        var next = call.ResponseStream.MoveNext(limit.Token);
        await service.SubmitAsync(Events.Messages(10));
        Assert.True(await next);
        Assert.Empty(call.ResponseStream.Current.Records);
        Assert.Equal(
            (Partitions.Of("xiaohongshu", "shop-1"), 10L), (call.ResponseStream.Current.Partition, call.ResponseStream.Current.CoveredTo));

        await service.SubmitAsync(Opened("o", "shop-1"));
        Assert.True(await call.ResponseStream.MoveNext(limit.Token));
        Assert.Equal(11, Assert.Single(call.ResponseStream.Current.Records).Position);
        Assert.Equal(11, call.ResponseStream.Current.CoveredTo);
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_is_refused_with_those_that_do()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var call = service.Client.FollowEvents(new FollowEventsRequest { Kinds = { "message_sent", "MessageSent", "source" } });
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        var status = Google.Rpc.Status.Parser.ParseFrom(refusal.Trailers.GetValueBytes("grpc-status-details-bin")!);
        var told = status.Details.Single().Unpack<Google.Rpc.BadRequest>().FieldViolations;
        Assert.Contains(told, fault => fault.Field == "kinds[1]" && fault.Description.Contains("\"MessageSent\"", StringComparison.Ordinal));
        Assert.Contains(told, fault => fault.Field == "kinds[2]");
        var words = string.Join(' ', told.Select(fault => fault.Description));
        Assert.All(
            Event.Descriptor.Oneofs[0].Fields, field => Assert.Contains(field.Name, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follower_that_never_reads_costs_the_others_nothing()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var text = new string('语', 4_000);
        async Task StoreAsync(int round) => await service.SubmitAsync(
            Enumerable.Range(0, 100).Select(n => Events.Message($"m-{round}-{n:D3}", $"shop-{n % 13}", text)));
        await StoreAsync(0);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var channel = service.NewChannel();
        var stuck = Enumerable.Range(0, 10)
            .Select(_ => new IngestionService.IngestionServiceClient(channel).FollowEvents(new FollowEventsRequest(), cancellationToken: limit.Token))
            .ToList();
        await Task.WhenAll(stuck.Select(call => call.ResponseStream.MoveNext(limit.Token)));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var round = 1; round <= 30; round++)
        {
            await StoreAsync(round);
        }

        Assert.Equal(3100, (await service.FollowAllAsync()).Sum(response => response.Records.Count));
        // 36 MB were stored meanwhile: read ahead for ten followers, they would fill 360 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 << 20);
        stuck.ForEach(call => call.Dispose());
    }

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Event Opened(string id, string shop)
    {
        var item = Events.Message(id, shop);
        item.ConsultationOpened = new ConsultationOpened { ConsultationId = $"c-{id}", BuyerId = "b" };
        return item;
    }
}
