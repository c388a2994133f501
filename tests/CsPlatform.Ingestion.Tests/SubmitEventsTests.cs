using System.Security.Cryptography;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.TestSupport;
using Google.Protobuf;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class SubmitEventsTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task Every_kind_of_result_stands_in_one_answer_and_the_good_items_are_kept()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var first = Events.Message("a");
        await service.SubmitAsync(first);
        var other = Events.Message("a", text: "别的话");

        var results = await service.SubmitAsync(
            Events.Message("b"), Events.Message("a"), other, Events.Message("c").With(e => e.Shop = null), Events.Message("d"));

        Assert.Equal(
            [ItemOutcome.Accepted, ItemOutcome.Duplicate, ItemOutcome.Conflict, ItemOutcome.Rejected, ItemOutcome.Accepted],
            results.Select(result => result.Outcome));
        Assert.Equal([2, 1, 1, 0, 3], results.Select(result => result.Position));
        Assert.Equal(Partitions.Of("xiaohongshu", "shop-1"), results[0].Partition);
        Assert.Equal(SHA256.HashData(other.ToByteArray()), results[2].ContentHash);
        Assert.Equal(SHA256.HashData(first.ToByteArray()), results[2].StoredContentHash);
        Assert.Equal("shop", Assert.Single(results[3].Violations).Field);
        Assert.Equal(2, await service.ScalarAsync("SELECT count(*) FROM ingestion.quarantine"));
    }

    [Fact]
    public async Task An_id_repeated_within_a_batch_is_judged_against_its_first_copy()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var results = await service.SubmitAsync(
            Events.Message("a"), Events.Message("a"), Events.Message("a", text: "x"), Events.Message("b"), Events.Message("b"));
        Assert.Equal(
            [ItemOutcome.Accepted, ItemOutcome.Duplicate, ItemOutcome.Conflict, ItemOutcome.Accepted, ItemOutcome.Duplicate],
            results.Select(result => result.Outcome));
        Assert.Equal([1, 1, 1, 2, 2], results.Select(result => result.Position));
    }

    [Fact]
    public async Task The_same_id_of_another_shop_or_source_is_another_event()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var neighbour = Enumerable.Range(2, 10_000).Select(n => $"shop-{n}")
            .First(shop => Partitions.Of("xiaohongshu", shop) == Partitions.Of("xiaohongshu", "shop-1"));
        var results = await service.SubmitAsync(
            Events.Message("a"), Events.Message("a", neighbour), Events.Message("a", source: "tickets"));
        Assert.All(results, result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
    }

    [Fact]
    public async Task A_rejected_item_sent_again_is_kept_once_and_counted()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        for (var i = 0; i < 3; i++)
        {
            await service.SubmitAsync(Events.Message("").With(e => e.Source = "im\0"), Events.Message($"ok-{i}"));
        }

        Assert.Equal(3, await service.ScalarAsync("SELECT times FROM ingestion.quarantine"));
        Assert.Equal(3, await service.ScalarAsync("SELECT sum(position) FROM feed.head"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8_193)]
    public async Task A_batch_that_is_empty_or_too_large_is_refused_whole(int count)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => service.SubmitAsync(Events.Messages(count)));
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains("8", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(refusal.Trailers, trailer => trailer.Key == "grpc-status-details-bin");
    }

    [Fact]
    public async Task The_largest_batch_of_nothing_but_faults_is_answered_within_the_usual_message_limit()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var results = await service.SubmitAsync(Enumerable.Range(0, 8_192).Select(n => new Event { EventId = $"{n}" }));
        Assert.All(results, result => Assert.Equal(ItemOutcome.Rejected, result.Outcome));
        Assert.All(results, result => Assert.NotEmpty(result.Violations));
        Assert.True(results[0].Violations.Count >= 4);
    }

    [Fact]
    public async Task A_message_over_4_MiB_is_refused_and_the_service_lives_on()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var large = Enumerable.Range(0, 300).Select(n => Events.Message($"{n}", text: new string('x', 16_000)));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => service.SubmitAsync(large));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Equal(ItemOutcome.Accepted, (await service.SubmitAsync(Events.Message("a")))[0].Outcome);
    }

    [Fact]
    public async Task When_too_much_waits_a_batch_is_refused_with_the_time_to_come_back()
    {
        await using var service = await Service.StartAsync(
            postgres, redis, null, "--Ingestion:QueuedEvents=1", "--Ingestion:WriteGroups=1");
        // A lock on the table keeps the first transaction from ending, so that what comes next has to queue.
        await using var connection = await service.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "LOCK TABLE ingestion.key_run";
            await command.ExecuteNonQueryAsync();
        }

        var calls = Enumerable.Range(0, 5).Select(n => service.SubmitAsync(Events.Messages(10, from: n * 10))).ToList();
        var refused = await Assert.ThrowsAsync<RpcException>(() => Task.WhenAny(calls).Unwrap());
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains(refused.Trailers, trailer => trailer.Key == "grpc-status-details-bin");
        await transaction.RollbackAsync();
        await Task.WhenAll(calls).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Contains(calls, call => call.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_database_that_is_away_is_answered_UNAVAILABLE_and_nothing_acknowledged_is_lost()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Messages(10));
        postgres.KillServer();
        try
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => service.SubmitAsync(Events.Messages(20)));
            Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        }
        finally
        {
            await postgres.StartServerAsync();
        }

        IReadOnlyList<ItemResult> results = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    results = await service.SubmitAsync(Events.Messages(20));
                    return true;
                }
                catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable)
                {
                    return false;
                }
            },
            "the service stores again");
        Assert.Equal(10, results.Count(result => result.Outcome is ItemOutcome.Duplicate));
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), results.Select(result => result.Position));
    }
}
