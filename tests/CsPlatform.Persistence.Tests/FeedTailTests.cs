using CsPlatform.Persistence.Feeds;
using CsPlatform.TestSupport;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class FeedTailTests(PostgresFixture postgres, RedisFixture redis)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_follower_gets_history_then_news_with_or_without_Redis(bool withRedis)
    {
        await using var harness = await Harness.StartAsync(postgres, withRedis ? redis : null);
        await harness.AppendAsync(3, "old");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await using var stream = harness.Tail.FollowAsync(All(), limit.Token).GetAsyncEnumerator(limit.Token);
        Assert.True(await stream.MoveNextAsync());
        Assert.Equal(["old"], Harness.Texts(stream.Current));

        var next = stream.MoveNextAsync();
        await harness.AppendAsync(200, "new");
        Assert.True(await next);
        Assert.Equal((200, 0L, 1L), (stream.Current.Partition, stream.Current.After, stream.Current.CoveredTo));
    }

    [Fact]
    public async Task News_of_another_process_arrive_through_Redis_and_after_its_loss_by_polling()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var writer = await Harness.StartAsync(database, redis.ConnectionString);
        await using var reader = await Harness.StartAsync(database, redis.ConnectionString);
        await Eventually.HoldsAsync(() => reader.Signal.IsSubscribed && writer.Signal.IsSubscribed, "both are subscribed");
        var heard = new TaskCompletionSource();
        reader.Signal.Received += () => heard.TrySetResult();
        await writer.AppendAsync(1, "by signal");
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(120));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var stream = reader.Tail.FollowAsync(All(), limit.Token).GetAsyncEnumerator(limit.Token);
        Assert.True(await stream.MoveNextAsync());
        redis.KillServer();
        try
        {
            await writer.AppendAsync(2, "by poll");
            Assert.True(await stream.MoveNextAsync());
            Assert.Equal(["by poll"], Harness.Texts(stream.Current));
        }
        finally
        {
            await redis.StartServerAsync();
        }

        await Eventually.HoldsAsync(() => reader.Signal.IsSubscribed && writer.Signal.IsSubscribed, "both are subscribed again");
        var again = new TaskCompletionSource();
        reader.Signal.Received += () => again.TrySetResult();
        await Eventually.HoldsAsync(
            async () =>
            {
                await writer.AppendAsync(4, "by signal again");
                return await Task.WhenAny(again.Task, Task.Delay(500)) == again.Task;
            },
            "signals arrive again");
    }

    [Fact]
    public async Task Partitions_take_turns_however_long_one_of_them_is()
    {
        await using var harness = await Harness.StartAsync(postgres);
        for (var i = 0; i < 20; i++)
        {
            await harness.AppendAsync(0, [.. Enumerable.Range(0, 4096).Select(n => $"{n}")]);
        }

        await harness.AppendAsync(1, "short");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var seen = new List<int>();
        await foreach (var segment in harness.Tail.FollowAsync(All(), limit.Token))
        {
            seen.Add(segment.Partition);
            if (segment.Partition == 1)
            {
                break;
            }
        }

        Assert.True(seen.Count <= 3, $"Partition 1 came after {seen.Count} segments.");
    }

    [Fact]
    public async Task A_follower_that_does_not_read_holds_up_nobody()
    {
        await using var harness = await Harness.StartAsync(postgres);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var idle = Enumerable.Range(0, 50)
            .Select(_ => harness.Tail.FollowAsync(All(), limit.Token).GetAsyncEnumerator(limit.Token)).ToList();
        var pulls = idle.Select(follower => follower.MoveNextAsync().AsTask()).ToList();
        await harness.AppendAsync(5, "a");
        await Task.WhenAll(pulls);
        for (var i = 0; i < 30; i++)
        {
            await harness.AppendAsync(5, "b");
        }

        var count = 0;
        await foreach (var segment in harness.Tail.FollowAsync(All(), limit.Token))
        {
            count += segment.Records.Count;
            if (count == 31)
            {
                break;
            }
        }

        foreach (var follower in idle)
        {
            await follower.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_position_that_the_feed_has_not_reached_is_refused()
    {
        await using var harness = await Harness.StartAsync(postgres);
        await harness.AppendAsync(5, "a");
        var refusal = await Assert.ThrowsAsync<FeedPositionException>(async () =>
        {
            await foreach (var _ in harness.Tail.FollowAsync(new Dictionary<int, long> { [5] = 2 }, CancellationToken.None))
            {
            }
        });
        Assert.Equal((5, 2L, 1L), (refusal.Partition, refusal.Position, refusal.Head));
    }

    private static Dictionary<int, long> All() => Partitions.All.ToDictionary(partition => partition, _ => 0L);
}
