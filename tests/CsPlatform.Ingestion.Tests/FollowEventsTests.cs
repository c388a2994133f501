using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class FollowEventsTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task A_follower_sees_every_accepted_event_once_at_its_position_in_its_order()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        for (var i = 0; i < 20; i++)
        {
            await service.SubmitAsync(Enumerable.Range(0, 100).Select(n => Events.Message($"m-{i}-{n:D3}", $"shop-{n % 13}")));
        }

        var responses = await service.FollowAllAsync();
        foreach (var partition in responses.GroupBy(response => response.Partition))
        {
            var records = partition.SelectMany(response => response.Records).ToList();
            Assert.Equal(Enumerable.Range(1, records.Count).Select(n => (long)n), records.Select(record => record.Position));
            foreach (var shop in records.GroupBy(record => record.Event.Shop.ShopId))
            {
                var sent = Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 100).Select(n => (i, n)))
                    .Where(id => $"shop-{id.n % 13}" == shop.Key).Select(id => $"m-{id.i}-{id.n:D3}");
                Assert.Equal(sent, shop.Select(record => record.Event.EventId));
            }
        }

        Assert.Equal(2000, responses.Sum(response => response.Records.Count));
        Assert.All(responses.SelectMany(r => r.Records), record => Assert.NotNull(record.ReceivedAt));
    }

    [Fact]
    public async Task A_follower_resumes_behind_a_position_and_then_gets_what_comes()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Messages(10));
        var partition = Partitions.Of("xiaohongshu", "shop-1");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var call = service.Client.FollowEvents(
            new FollowEventsRequest { After = { new PartitionPosition { Partition = partition, Position = 7 } } },
            cancellationToken: limit.Token);
        Assert.True(await call.ResponseStream.MoveNext(limit.Token));
        Assert.Equal([8, 9, 10], call.ResponseStream.Current.Records.Select(record => record.Position));

        var next = call.ResponseStream.MoveNext(limit.Token);
        await service.SubmitAsync(Events.Message("elsewhere", "shop-of-another-partition"), Events.Message("news"));
        Assert.True(await next);
        Assert.Equal("news", Assert.Single(call.ResponseStream.Current.Records).Event.EventId);
    }

    [Fact]
    public async Task Heads_name_the_partitions_that_hold_events()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        Assert.Empty((await service.Client.GetHeadsAsync(new GetHeadsRequest())).Heads);
        await service.SubmitAsync(Events.Messages(3));
        var head = Assert.Single((await service.Client.GetHeadsAsync(new GetHeadsRequest())).Heads);
        Assert.Equal((Partitions.Of("xiaohongshu", "shop-1"), 3L), (head.Partition, head.Position));
    }

    [Theory]
    [InlineData(256, 0, StatusCode.InvalidArgument, "after[0].partition")]
    [InlineData(-1, 0, StatusCode.InvalidArgument, "after[0].partition")]
    [InlineData(3, -1, StatusCode.InvalidArgument, "after[0].position")]
    [InlineData(3, 1, StatusCode.FailedPrecondition, "ends at position 0")]
    public async Task A_wrong_position_is_refused_with_the_field_or_the_way_out(
        int partition, long position, StatusCode status, string word)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var call = service.Client.FollowEvents(
            new FollowEventsRequest { After = { new PartitionPosition { Partition = partition, Position = position } } });
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(status, refusal.StatusCode);
        Assert.Contains(word, refusal.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_faults_a_request_has_its_status_fits_what_every_client_takes()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var request = new FollowEventsRequest();
        request.After.AddRange(Enumerable.Range(0, 100_000).Select(_ => new PartitionPosition { Partition = 300, Position = -1 }));
        using var call = service.Client.FollowEvents(request, deadline: DateTime.UtcNow.AddSeconds(30));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.StartsWith("after[0].partition: 300 is no partition; send 0 to 255.", refusal.Status.Detail, StringComparison.Ordinal);
        var details = refusal.Trailers.GetValueBytes(Refusal.DetailsTrailer)!;
        Assert.InRange(Uri.EscapeDataString(refusal.Status.Detail).Length + (details.Length * 4 / 3), 1, 6 * 1024);
    }

    [Fact]
    public async Task A_service_that_stops_ends_its_followers_at_once()
    {
        var service = await Service.StartAsync(postgres, redis);
        using var channel = service.NewChannel();
        using var call = new IngestionService.IngestionServiceClient(channel).FollowEvents(new FollowEventsRequest());
        await call.ResponseHeadersAsync.WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);
        var next = call.ResponseStream.MoveNext(CancellationToken.None);
        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => next)).StatusCode);
    }

    [Fact]
    public async Task A_stream_that_knows_nothing_of_the_stop_does_not_hold_it_up()
    {
        var service = await Service.StartAsync(postgres, redis);
        using var channel = service.NewChannel();
        var bytes = Marshallers.Create(static message => message, static message => message);
        var reflection = new Method<byte[], byte[]>(
            MethodType.DuplexStreaming, "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo", bytes, bytes);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(reflection, null, default);
        await call.RequestStream.WriteAsync([0x3A, 1, (byte)'*']);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var next = call.ResponseStream.MoveNext(CancellationToken.None);
        await service.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => next)).StatusCode);
    }
}
