using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class FeedServiceTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task The_segments_link_up_to_the_heads_and_hold_every_event()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var channel = service.NewChannel();
        var feed = new FeedService.FeedServiceClient(channel);
        Assert.Empty((await feed.GetFeedAsync(new GetFeedRequest())).Heads);
        Assert.Empty(await ReadAsync(feed, new ReadSegmentsRequest()));
        for (var i = 0; i < 5; i++)
        {
            await service.SubmitAsync(Enumerable.Range(0, 100).Select(n => Events.Message($"m-{i}-{n:D3}", $"shop-{n % 13}")));
        }

        var heads = (await feed.GetFeedAsync(new GetFeedRequest())).Heads;
        var segments = await ReadAsync(feed, new ReadSegmentsRequest());
        Assert.Equal(500, heads.Sum(head => head.Position));
        Assert.Equal(heads.Select(head => head.Partition), segments.Select(segment => segment.Partition).Distinct());
        foreach (var head in heads)
        {
            var own = segments.Where(segment => segment.Partition == head.Partition).ToList();
            Assert.Equal(new byte[32], own[0].PreviousHash.ToByteArray());
            Assert.Equal(own.SkipLast(1).Select(segment => segment.Hash), own.Skip(1).Select(segment => segment.PreviousHash));
            Assert.Equal((head.Hash, head.Position, 1), (own[^1].Hash, own[^1].LastPosition, head.FirstStoredPosition));
            Assert.Equal([1, .. own.SkipLast(1).Select(segment => segment.LastPosition + 1)], own.Select(segment => segment.FirstPosition));
        }
    }

    [Fact]
    public async Task Reading_begins_behind_the_positions_asked_for_and_in_no_other_partition()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var channel = service.NewChannel();
        var feed = new FeedService.FeedServiceClient(channel);
        for (var i = 0; i < 4; i++)
        {
            await service.SubmitAsync(Enumerable.Range(0, 20).Select(n => Events.Message($"m-{i}-{n:D3}", $"shop-{n % 5}")));
        }

        var all = await ReadAsync(feed, new ReadSegmentsRequest());
        var second = all.Where(segment => segment.Partition == all[0].Partition).Skip(1).First();
        var after = new PartitionPosition { Partition = second.Partition, Position = second.LastPosition };
        var behind = await ReadAsync(feed, new ReadSegmentsRequest { After = { after } });
        Assert.Equal(all.Where(segment => segment.Partition == second.Partition).Skip(2), behind);
        after.Position = 1_000_000;
        Assert.Empty(await ReadAsync(feed, new ReadSegmentsRequest { After = { after } }));
    }

    [Fact]
    public async Task Faulty_starts_are_refused_with_their_field()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        using var channel = service.NewChannel();
        var request = new ReadSegmentsRequest
        {
            After =
            {
                new PartitionPosition { Partition = 256 },
                new PartitionPosition { Partition = 1, Position = -1 },
                new PartitionPosition { Partition = 1 },
            },
        };
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(new FeedService.FeedServiceClient(channel), request));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains("after[0].partition", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("after[1].position", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("after[2].partition", refusal.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<List<StoredSegment>> ReadAsync(FeedService.FeedServiceClient feed, ReadSegmentsRequest request)
    {
        using var call = feed.ReadSegments(request);
        var segments = new List<StoredSegment>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            segments.Add(response.Segment);
        }

        return segments;
    }
}
