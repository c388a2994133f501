using System.Collections.Concurrent;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.TestSupport;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CsPlatform.Persistence.Tests;

[Collection("stores")]
public sealed class PoisonTests(PostgresFixture postgres, RedisFixture redis)
{
    private readonly HashSet<string> bad = ["poison"];

    [Fact]
    public async Task A_record_that_cannot_be_applied_is_set_aside_at_its_exact_position_and_its_partition_goes_on()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, [.. Enumerable.Range(0, 100).Select(n => n == 41 ? "poison" : $"{n}")]);
        await harness.AppendAsync(2, "fine");
        var lines = new LogLines<FeedFollower>();
        var follower = await harness.FollowAsync(Subscription(harness), lines);
        await FeedFollowerTests.WaitAsync(harness, follower);

        Assert.Equal(100, await harness.ScalarAsync("SELECT count(*) FROM effect"));
        Assert.Equal(0, await harness.ScalarAsync("SELECT count(*) FROM effect WHERE body = 'poison'"));
        var record = Assert.Single(await ListAsync(harness));
        Assert.Equal(new PoisonKey("test", 1, 42), record.Key);
        Assert.Equal(("bad record", 2, null), (record.Cause, record.Attempts, record.AppliedAt));
        Assert.Equal("poison"u8.ToArray(), record.Content.ToArray());
        Assert.Single(lines.All, line => line.Contains("record 1:42 could not be applied in 2 tries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_set_aside_is_remembered_by_the_next_process_until_it_is_applied()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "a", "poison", "b");
        var first = await harness.FollowAsync(Subscription(harness));
        await FeedFollowerTests.WaitAsync(harness, first);
        await first.StopAsync(CancellationToken.None);
        var second = await harness.FollowAsync(Subscription(harness));
        await FeedFollowerTests.WaitAsync(harness, second);
        Assert.Equal(
            (HealthStatus.Degraded, "1 records of feed test could not be applied and are set aside"), await HealthAsync(second));

        bad.Clear();
        Assert.Equal(new RetryOutcome(true, ""), await second.RetryAsync(1, 2, CancellationToken.None));
        Assert.Equal((HealthStatus.Healthy, null), await HealthAsync(second));
        Assert.Equal(2, await harness.ScalarAsync("SELECT position FROM effect WHERE body = 'poison'"));
        Assert.NotNull(Assert.Single(await ListAsync(harness)).AppliedAt);
        Assert.Equal(3, await harness.ScalarAsync("SELECT position FROM feed.cursor WHERE feed = 'test' AND partition = 1"));
    }

    [Fact]
    public async Task A_retry_applies_once_however_often_and_by_however_many_it_is_asked_for()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "poison");
        var followers = new[] { await harness.FollowAsync(Subscription(harness)), await harness.FollowAsync(Subscription(harness)) };
        await FeedFollowerTests.WaitAsync(harness, followers[0]);
        await FeedFollowerTests.WaitAsync(harness, followers[1]);
        bad.Clear();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => followers[i % 2].RetryAsync(1, 1, CancellationToken.None)));
        Assert.All(outcomes, outcome => Assert.Equal(new RetryOutcome(true, ""), outcome));
        Assert.Equal(1, await harness.ScalarAsync("SELECT count(*) FROM effect"));
        Assert.Null(await followers[0].RetryAsync(1, 2, CancellationToken.None));
    }

    [Fact]
    public async Task A_retry_that_fails_leaves_the_record_open_with_what_it_said()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "poison");
        var follower = await harness.FollowAsync(Subscription(harness) with
        {
            Apply = (_, _, _, _) => throw new FormatException($"bad {new string('\0', 1)}{new string('x', 3000)}"),
        });
        await FeedFollowerTests.WaitAsync(harness, follower);
        var outcome = await follower.RetryAsync(1, 1, CancellationToken.None);
        Assert.False(outcome!.IsApplied);
        var record = Assert.Single(await ListAsync(harness));
        Assert.Equal((outcome.Cause, 3, null), (record.Cause, record.Attempts, record.AppliedAt));
        Assert.Equal(1000, record.Cause.Length);
        Assert.StartsWith("bad  xxx", record.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("53100")]
    [InlineData("57P01")]
    [InlineData("58030")]
    [InlineData("40001")]
    public async Task A_failure_of_the_database_is_no_fault_of_the_record(string state)
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "a");
        var tries = 0;
        var follower = await harness.FollowAsync(Subscription(harness) with
        {
            Apply = async (connection, transaction, batch, token) =>
            {
                if (Interlocked.Increment(ref tries) < 20)
                {
                    await using var command = new NpgsqlCommand(
                        $"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'away'; END $$", connection, transaction);
                    await command.ExecuteNonQueryAsync(token);
                }

                await FeedFollowerTests.StoreAsync(connection, transaction, batch, token);
            },
            PoisonAttempts = 1,
        });
        await FeedFollowerTests.WaitAsync(harness, follower);
        Assert.Empty(await ListAsync(harness));
        Assert.Equal(1, await harness.ScalarAsync("SELECT count(*) FROM effect"));
    }

    [Fact]
    public async Task A_bad_record_holds_up_none_of_the_partitions_that_were_applied_with_it()
    {
        await using var harness = await EffectsAsync();
        for (var partition = 0; partition < 40; partition++)
        {
            await harness.AppendAsync(partition, partition == 7 ? ["a", "poison", "b"] : ["a", "b", "c"]);
        }

        var apart = new ConcurrentBag<int>();
        var follower = await harness.FollowAsync(Subscription(harness) with
        {
            Parallel = 1,
            Applied = batch => apart.Add(batch.Count),
        });
        await FeedFollowerTests.WaitAsync(harness, follower);
        Assert.Equal(new PoisonKey("test", 7, 2), Assert.Single(await ListAsync(harness)).Key);
        Assert.Equal((40 * 3) - 1, await harness.ScalarAsync("SELECT count(*) FROM effect"));

        // Those that were apart come together again.
        apart.Clear();
        for (var partition = 0; partition < 40; partition++)
        {
            await harness.AppendAsync(partition, "d");
        }

        await FeedFollowerTests.WaitAsync(harness, follower);
        Assert.Equal(40, apart.Sum());
    }

    [Fact]
    public async Task A_record_that_cannot_be_set_aside_is_not_passed_over()
    {
        await using var harness = await EffectsAsync();
        await harness.ExecuteAsync("ALTER TABLE feed.poison RENAME TO elsewhere");
        await harness.AppendAsync(1, "a", "poison", "b");
        var lines = new LogLines<FeedFollower>();
        var follower = await harness.FollowAsync(Subscription(harness), lines);
        await Eventually.HoldsAsync(
            () => lines.All.Any(line => line.Contains("feed.poison", StringComparison.Ordinal)), "it was tried to set the record aside");
        Assert.Equal(1, await harness.ScalarAsync("SELECT position FROM feed.cursor WHERE feed = 'test' AND partition = 1"));

        await harness.ExecuteAsync("ALTER TABLE feed.elsewhere RENAME TO poison");
        await FeedFollowerTests.WaitAsync(harness, follower);
        Assert.Equal(new PoisonKey("test", 1, 2), Assert.Single(await ListAsync(harness)).Key);
        Assert.Equal(2, await harness.ScalarAsync("SELECT count(*) FROM effect"));
    }

    [Fact]
    public async Task Pages_list_each_record_once_oldest_first_and_by_state()
    {
        await using var harness = await EffectsAsync();
        await harness.AppendAsync(1, "poison", "poison", "fine", "poison");
        await harness.AppendAsync(9, "poison", "poison");
        var follower = await harness.FollowAsync(Subscription(harness));
        await FeedFollowerTests.WaitAsync(harness, follower);
        bad.Clear();
        await follower.RetryAsync(9, 1, CancellationToken.None);

        Assert.Equal(5, (await ListAsync(harness, most: 2)).Select(record => record.Key).Distinct().Count());
        Assert.Equal(4, (await ListAsync(harness, isOpen: true, most: 3)).Count);
        Assert.Equal(new PoisonKey("test", 9, 1), Assert.Single(await ListAsync(harness, isOpen: false)).Key);
        var times = (await ListAsync(harness, most: 1)).Select(record => record.PassedOverAt).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Empty((await harness.Get<PoisonStore>().ListAsync(new("other", null, 10, null), CancellationToken.None)).Records);
    }

    private static async Task<(HealthStatus, string?)> HealthAsync(FeedFollower follower)
    {
        await Eventually.HoldsAsync(() => follower.Progress.Outage is null, "the stream is open");
        var result = await new FollowerHealthCheck(follower).CheckHealthAsync(new HealthCheckContext());
        return (result.Status, result.Description);
    }

    private static async Task<List<PoisonRecord>> ListAsync(Harness harness, bool? isOpen = null, int most = 100)
    {
        var all = new List<PoisonRecord>();
        var query = new PoisonQuery("test", isOpen, most, null);
        while (true)
        {
            var (records, more) = await harness.Get<PoisonStore>().ListAsync(query, CancellationToken.None);
            Assert.True(records.Count <= most);
            all.AddRange(records);
            if (!more)
            {
                return all;
            }

            query = query with { After = (records[^1].PassedOverAt, records[^1].Key) };
        }
    }

    private FeedSubscription Subscription(Harness harness) => FeedFollowerTests.Subscription(harness) with
    {
        Apply = async (connection, transaction, batch, token) =>
        {
            if (batch.SelectMany(Harness.Texts).Any(bad.Contains))
            {
                throw new FormatException("bad record");
            }

            await FeedFollowerTests.StoreAsync(connection, transaction, batch, token);
        },
        PoisonAttempts = 2,
        FirstDelay = TimeSpan.FromMilliseconds(1),
    };

    private async Task<Harness> EffectsAsync()
    {
        var harness = await Harness.StartAsync(postgres, redis);
        await harness.ExecuteAsync("CREATE TABLE effect (n bigserial, partition int, position bigint, body text)");
        return harness;
    }
}
