using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.TestSupport;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class FeedFollowerTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Everything_is_applied_once_and_in_order_although_handlers_crash_and_streams_break()
    {
        await using var harness = await EffectsAsync();
        var crashes = new Random(1);
        var opened = 0;
        var subscription = Subscription(harness) with
        {
            Open = (after, token) =>
                Breaking(harness.Tail.FollowAsync(after, token), Interlocked.Increment(ref opened) < 5 ? 7 : 0),
            Apply = async (connection, transaction, batch, token) =>
            {
                await StoreAsync(connection, transaction, batch, token);
                if (crashes.Next(4) == 0)
                {
                    throw new InvalidOperationException("crash after the effect, before the commit");
                }
            },
            PoisonAttempts = 1000,
        };
        var follower = await harness.FollowAsync(subscription);
        for (var i = 0; i < 300; i++)
        {
            await harness.AppendAsync(i % 4, $"{i}", $"{i}'");
        }

        await WaitAsync(harness, follower);
        Assert.Equal(600, await harness.ScalarAsync("SELECT count(*) FROM effect"));
        Assert.Equal(0, await harness.ScalarAsync(
            "SELECT count(*) FROM effect e JOIN effect f USING (partition) WHERE e.n < f.n AND e.position > f.position"));
        Assert.True(opened >= 5, $"{opened} streams");
    }

    [Fact]
    public async Task A_new_process_resumes_behind_what_was_applied()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "a", "b");
        var first = await harness.FollowAsync(Subscription(harness));
        await WaitAsync(harness, first);
        await first.StopAsync(CancellationToken.None);
        await harness.AppendAsync(1, "c");
        IReadOnlyDictionary<int, long>? asked = null;
        var second = await harness.FollowAsync(Subscription(harness) with
        {
            Open = (after, token) =>
            {
                asked = after;
                return harness.Tail.FollowAsync(after, token);
            },
        });
        await WaitAsync(harness, second);
        Assert.Equal(2, asked![1]);
        Assert.Equal(3, await harness.ScalarAsync("SELECT count(*) FROM effect"));
    }

    [Fact]
    public async Task Two_processes_that_follow_the_same_feed_apply_each_record_once_together()
    {
        await using var harness = await EffectsAsync();
        var one = await harness.FollowAsync(Subscription(harness));
        var two = await harness.FollowAsync(Subscription(harness));
        for (var i = 0; i < 100; i++)
        {
            await harness.AppendAsync(i % 2, $"{i}");
        }

        await WaitAsync(harness, one);
        await WaitAsync(harness, two);
        Assert.Equal(100, await harness.ScalarAsync("SELECT count(*) FROM effect"));
    }

    [Fact]
    public async Task Overlapping_segments_are_trimmed_and_a_gap_reopens_the_stream()
    {
        await using var harness = await EffectsAsync();
        var opened = 0;
        var follower = await harness.FollowAsync(
            Subscription(harness) with { Open = (_, token) => Feed(Interlocked.Increment(ref opened), token) });
        await follower.Progress.WaitUntilAsync(new Dictionary<int, long> { [1] = 5 }, new CancellationTokenSource(30_000).Token);
        Assert.Equal(2, opened);
        Assert.Equal(5, await harness.ScalarAsync("SELECT count(*) FROM effect"));

        static async IAsyncEnumerable<FeedSegment> Feed(int attempt, [EnumeratorCancellation] CancellationToken token)
        {
            yield return FeedSegment.Consecutive(1, 1, Harness.Bytes("1", "2"), DateTimeOffset.UnixEpoch);
            yield return attempt == 1
                ? FeedSegment.Consecutive(1, 4, Harness.Bytes("4"), DateTimeOffset.UnixEpoch)
                : FeedSegment.Consecutive(1, 2, Harness.Bytes("2", "3", "4", "5"), DateTimeOffset.UnixEpoch);
            await Task.Delay(Timeout.Infinite, token);
        }
    }

    [Fact]
    public async Task What_does_not_concern_a_follower_counts_as_applied_at_once_and_its_cursors_are_stored_together()
    {
        await using var harness = await EffectsAsync();
        var applied = new ConcurrentQueue<FeedSegment>();
        var follower = await harness.FollowAsync(Subscription(harness) with
        {
            Open = (_, token) => Feed(token),
            Applied = batch => applied.Enqueue(Assert.Single(batch)),
            CoveredInterval = TimeSpan.FromMilliseconds(20),
        });
        await follower.Progress.WaitUntilAsync(
            new Dictionary<int, long> { [1] = 9, [2] = 100, [3] = 300 }, new CancellationTokenSource(30_000).Token);
        Assert.Equal([3L, 5L], Assert.Single(applied).Records.Select(record => record.Position));
        await Eventually.HoldsAsync(
            async () => await harness.ScalarAsync("SELECT sum(position) FROM feed.cursor WHERE feed = 'test'") == 9 + 100 + 300,
            "every cursor stands where the feed was covered to");
        Assert.Equal(2, await harness.ScalarAsync("SELECT count(*) FROM effect"));

        static async IAsyncEnumerable<FeedSegment> Feed([EnumeratorCancellation] CancellationToken token)
        {
            yield return Covered(2, 0, 100);
            yield return Covered(1, 0, 2);
            var records = Harness.Bytes("3", "5");
            yield return new FeedSegment(1, 2, 6, [new(3, records[0]), new(5, records[1])], DateTimeOffset.UnixEpoch);
            yield return Covered(1, 6, 8);
            yield return Covered(1, 7, 9);
            for (var position = 0; position < 300; position++)
            {
                yield return Covered(3, position, position + 1);
            }

            await Task.Delay(Timeout.Infinite, token);
        }

        static FeedSegment Covered(int partition, long after, long to) => new(partition, after, to, [], DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_backlog_is_applied_in_few_transactions()
    {
        await using var harness = await EffectsAsync();
        for (var i = 0; i < 200; i++)
        {
            await harness.AppendAsync(1, $"{i}");
        }

        var batches = new ConcurrentQueue<int>();
        var follower = await harness.FollowAsync(
            Subscription(harness) with { Applied = batch => batches.Enqueue(batch.Sum(segment => segment.Records.Count)) });
        await WaitAsync(harness, follower);
        Assert.Equal(200, batches.Sum());
        // How much has come when a transaction begins is the stream's business; one for each record would be 200.
        Assert.True(batches.Count <= 20, $"{batches.Count} transactions");
    }

    [Fact]
    public async Task What_waits_in_many_partitions_is_applied_in_few_transactions_of_bounded_size()
    {
        await using var harness = await EffectsAsync();
        for (var partition = 0; partition < 60; partition++)
        {
            await harness.AppendAsync(partition, [.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        }

        var batches = new ConcurrentQueue<IReadOnlyList<FeedSegment>>();
        var gate = new TaskCompletionSource();
        var follower = await harness.FollowAsync(Subscription(harness) with
        {
            Parallel = 2,
            MaxRecords = 65,
            Applied = batches.Enqueue,
            Apply = async (connection, transaction, batch, token) =>
            {
                // What is read meanwhile waits behind the first transaction of each worker.
                await gate.Task;
                await StoreAsync(connection, transaction, batch, token);
            },
        });
        await Eventually.HoldsAsync(() => follower.Progress.Outage is null, "the stream is open");
        await Task.Delay(200);
        gate.SetResult();
        await WaitAsync(harness, follower);
        Assert.Equal(600, await harness.ScalarAsync("SELECT count(*) FROM effect"));
        Assert.All(batches, batch =>
        {
            Assert.InRange(batch.Sum(segment => segment.Records.Count), 1, 65);
            Assert.Equal(batch.Select(segment => segment.Partition).Distinct().Order(), batch.Select(segment => segment.Partition));
            Assert.Single(batch.Select(segment => segment.Partition % 2).Distinct());
        });
        Assert.InRange(batches.Count, 10, 30);
    }

    [Fact]
    public async Task A_restart_of_the_database_costs_time_only()
    {
        await using var harness = await EffectsAsync();
        var follower = await harness.FollowAsync(Subscription(harness));
        await harness.AppendAsync(1, "before");
        await WaitAsync(harness, follower);
        postgres.KillServer();
        await postgres.StartServerAsync();
        await harness.AppendAsync(1, "after");
        await WaitAsync(harness, follower);
        Assert.Equal(2, await harness.ScalarAsync("SELECT count(*) FROM effect"));
    }

    [Fact]
    public async Task An_outage_is_logged_once_however_often_the_stream_is_opened_in_vain()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "a");
        var opened = 0;
        var lines = new LogLines<FeedFollower>();
        var subscription = Subscription(harness) with
        {
            Open = (after, token) => Interlocked.Increment(ref opened) < 20
                ? throw new IOException("nobody there")
                : harness.Tail.FollowAsync(after, token),
        };
        var follower = await harness.FollowAsync(subscription, lines);
        await WaitAsync(harness, follower);
        Assert.Equal(
            ["Feed test is interrupted (nobody there); reopening until it works", "Following feed test"], lines.All);
        Assert.Null(follower.Progress.Outage);
    }

    internal static FeedSubscription Subscription(Harness harness) => new()
    {
        Feed = "test",
        Open = harness.Tail.FollowAsync,
        Heads = harness.Log.HeadsAsync,
        Apply = StoreAsync,
        FirstDelay = TimeSpan.FromMilliseconds(5),
    };

    internal static async Task StoreAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<FeedSegment> batch, CancellationToken cancellation)
    {
        foreach (var segment in batch)
        {
            await using var command = new NpgsqlCommand(
                """
                INSERT INTO effect (partition, position, body)
                SELECT $1, p, b FROM unnest($2::bigint[], $3::text[]) AS t(p, b)
                """,
                connection,
                transaction);
            command.Parameters.Add(new() { Value = segment.Partition });
            command.Parameters.Add(new() { Value = segment.Records.Select(record => record.Position).ToArray() });
            command.Parameters.Add(new() { Value = Harness.Texts(segment) });
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async IAsyncEnumerable<FeedSegment> Breaking(IAsyncEnumerable<FeedSegment> stream, int after)
    {
        var count = 0;
        await foreach (var segment in stream)
        {
            yield return segment;
            if (++count == after)
            {
                throw new IOException("the stream broke");
            }
        }
    }

    internal static async Task WaitAsync(Harness harness, FeedFollower follower)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await follower.Progress.WaitUntilAsync(await harness.Log.HeadsAsync(limit.Token), limit.Token);
    }

    private async Task<Harness> EffectsAsync()
    {
        var harness = await Harness.StartAsync(postgres, redis);
        await harness.ExecuteAsync("CREATE TABLE effect (n bigserial, partition int, position bigint, body text)");
        return harness;
    }
}
