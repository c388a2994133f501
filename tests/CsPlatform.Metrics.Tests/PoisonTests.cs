using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public sealed class PoisonTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Refuse = """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'consultation % is refused', NEW.consultation_id; END $$;
        CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON metrics.timeline FOR EACH ROW WHEN (NEW.consultation_id = 'bad') EXECUTE FUNCTION refuse();
        """;

    [Fact]
    public async Task An_event_that_cannot_be_counted_holds_nothing_up_is_told_by_the_closing_and_revises_figures_when_it_is_retried()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.ExecuteAsync(Refuse);
        await stack.SubmitAsync(
        [
            Market.Event("a", "good", "2021-02-03T10:00:00", "buyer"),
            Market.Event("a", "bad", "2021-02-03T11:00:00", "buyer"),
            Market.Event("a", "good", "2021-02-03T10:01:00", "human"),
        ]);

        Assert.Equal(1, (await stack.CloseAsync("2021-02-03")).PoisonOpen);
        Assert.Contains("a day 2021-02-04 1/1", Market.Lines(await stack.FiguresAsync()));
        var record = Assert.Single((await stack.Feed.ListPoisonRecordsAsync(new() { State = PoisonState.Open })).Records);
        Assert.Equal(
            new RecordKey { Feed = "ingestion", Partition = Partitions.Of(Market.Platform, "a"), Position = 2 }, record.Key);
        Assert.Contains("consultation bad is refused", record.Cause, StringComparison.Ordinal);
        Assert.Equal((PoisonState.Open, 5), (record.State, record.Attempts));
        var follower = Assert.Single((await stack.Feed.ListFollowersAsync(new())).Followers);
        Assert.Equal(("ingestion", "", 0L, 1L), (follower.Feed, follower.Outage, follower.RecordsBehind, follower.PoisonOpen));
        Assert.Equal([new PartitionPosition { Partition = record.Key.Partition, Position = 3 }], follower.Applied);

        var request = new RetryPoisonRecordsRequest { Keys = { record.Key } };
        var failed = Assert.Single((await stack.Feed.RetryPoisonRecordsAsync(request)).Results);
        Assert.False(failed.IsApplied);
        Assert.Contains("consultation bad is refused", failed.Cause, StringComparison.Ordinal);

        await stack.ExecuteAsync("DROP TRIGGER refuse ON metrics.timeline");
        Assert.True(Assert.Single((await stack.Feed.RetryPoisonRecordsAsync(request)).Results).IsApplied);
        Assert.True(Assert.Single((await stack.Feed.RetryPoisonRecordsAsync(request)).Results).IsApplied);
        Assert.Contains("a day 2021-02-04 1/2", Market.Lines(await stack.FiguresAsync()));
        Assert.All(await stack.FiguresAsync(), figure => Assert.Equal(2, figure.Revision));
        Assert.Empty((await stack.Feed.ListPoisonRecordsAsync(new() { State = PoisonState.Open })).Records);
        var applied = Assert.Single((await stack.Feed.ListPoisonRecordsAsync(new() { State = PoisonState.Applied })).Records);
        Assert.NotNull(applied.AppliedAt);
        Assert.Equal(0, (await stack.CloseAsync("2021-02-03")).PoisonOpen);
    }

    [Fact]
    public async Task Requests_about_poison_records_that_mean_nothing_are_refused()
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await RefusedAsync(StatusCode.InvalidArgument, "keys", new RetryPoisonRecordsRequest());
        await RefusedAsync(
            StatusCode.InvalidArgument, "keys", new RetryPoisonRecordsRequest { Keys = { Enumerable.Repeat(new RecordKey(), 1001) } });
        RecordKey[] unknown =
        [
            new() { Feed = "ingestion", Partition = 1, Position = 1 },
            new() { Feed = "ingestion", Partition = 65_536 + 1, Position = 1 },
            new() { Feed = "elsewhere", Partition = 1, Position = 1 },
        ];
        foreach (var key in unknown)
        {
            await RefusedAsync(StatusCode.NotFound, key.Feed, new RetryPoisonRecordsRequest { Keys = { key } });
        }

        ListPoisonRecordsRequest[] faulty =
        [
            new() { PageSize = -1 }, new() { PageSize = 1001 }, new() { PageToken = "x" }, new() { State = (PoisonState)9 },
        ];
        foreach (var request in faulty)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await stack.Feed.ListPoisonRecordsAsync(request));
            Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        }

        async Task RefusedAsync(StatusCode status, string word, RetryPoisonRecordsRequest request)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await stack.Feed.RetryPoisonRecordsAsync(request));
            Assert.Equal(status, refusal.StatusCode);
            Assert.Contains(word, refusal.Status.Detail, StringComparison.Ordinal);
        }
    }
}
