using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Metrics.Tests;

/// <summary>What an event costs does not grow with what its shop has behind it.</summary>
[Collection("stores")]
public class LargeShopTests(PostgresFixture postgres, RedisFixture redis)
{
    private const long Start = 1_716_177_600;

    [Theory]
    [InlineData("jd")]
    [InlineData("pinduoduo")]
    [InlineData("suning")]
    [InlineData("xiaohongshu")]
    public async Task One_more_message_reads_its_own_consultation_and_not_the_shop(string platform)
    {
        await using var bench = await FoldBench.StartAsync(postgres, redis);
        await bench.ApplyAsync([Question(platform, 1)]);

        // The planner's choice hangs on how high the indexes are: it takes tens of thousands of rows to tell them apart.
        await bench.RowsAsync(
            """
            INSERT INTO metrics.timeline (partition, platform, shop_id, consultation_id, state, start_day, last_day, buyer_id)
            SELECT partition, platform, shop_id, 'other-' || n, state, start_day, last_day, 'other-' || n
            FROM metrics.timeline, generate_series(1, 60000) n
            """);
        Assert.InRange(await bench.RowsReadAsync(Segment(Question(platform, 2)), "metrics.timeline"), 1, 100);

        // The planner knows another table when it has counted the rows.
        await bench.RowsAsync("ANALYZE metrics.timeline");
        Assert.InRange(await bench.RowsReadAsync(Segment(Question(platform, 3)), "metrics.timeline"), 1, 100);
    }

    private static FeedSegment Segment(EventRecord record) => FoldBench.Segments([record]).Single();

    private static EventRecord Question(string platform, long position) => new()
    {
        Position = position,
        ReceivedAt = new Timestamp { Seconds = Start + position },
        Event = new Event
        {
            Source = "im",
            EventId = $"m-{position:D8}",
            Shop = new ShopKey { Platform = platform, ShopId = "large" },
            OccurredAt = new Timestamp { Seconds = Start + position },
            MessageSent = new MessageSent
            {
                ConsultationId = "one", BuyerId = "buyer", Role = SenderRole.Buyer, Text = "在吗",
            },
        },
    };
}
