using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Ingestion.Tests;

/// <summary>An event is accepted once, whatever its id is like and in whatever order ids come.</summary>
[Collection("stores")]
public sealed class KeyBookTests(PostgresFixture postgres, RedisFixture redis)
{
    private static readonly string[] Pieces = ["0", "5", "9", "a", "m-", "在", "吗", "\uE000", "\uFF5E", "😀", "𐀀"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Ids_of_any_kind_in_any_order_are_accepted_once_and_found_again(int seed)
    {
        await using var service = await Service.StartAsync(postgres, redis);
        var random = new Random(seed);
        var first = new Dictionary<string, long>();
        for (var batch = 0; batch < 25; batch++)
        {
            var ids = Enumerable.Range(0, random.Next(1, 60)).Select(_ => Id(random)).Distinct().ToList();

            var results = await service.SubmitAsync(ids.Select(id => Events.Message(id)));

            for (var i = 0; i < ids.Count; i++)
            {
                var expected = first.TryGetValue(ids[i], out var position) ? ItemOutcome.Duplicate : ItemOutcome.Accepted;
                Assert.Equal((ids[i], expected), (ids[i], results[i].Outcome));
                Assert.Equal(expected is ItemOutcome.Duplicate ? position : results[i].Position, results[i].Position);
                first.TryAdd(ids[i], results[i].Position);
            }
        }

        Assert.Equal(Enumerable.Range(1, first.Count).Select(n => (long)n), first.Values.Order());
        Assert.All(
            await service.SubmitAsync(first.Keys.Select(id => Events.Message(id, text: "别的"))),
            result => Assert.Equal(ItemOutcome.Conflict, result.Outcome));
    }

    [Fact]
    public async Task Growing_ids_take_a_row_for_many_and_an_id_from_below_takes_its_own()
    {
        await using var service = await Service.StartAsync(postgres, redis);

        await service.SubmitAsync(Events.Messages(2_500));
        await service.SubmitAsync(Events.Messages(100, from: 2_500));
        await service.SubmitAsync(Events.Message("a-below"));

        Assert.Equal(4, await service.ScalarAsync("SELECT count(*) FROM ingestion.key_run"));
        Assert.Equal(1, await service.ScalarAsync("SELECT count(*) FROM ingestion.event_key"));
        Assert.All(
            await service.SubmitAsync([.. Events.Messages(2_600), Events.Message("a-below")]),
            result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
    }

    [Fact]
    public async Task What_another_process_stored_is_found_though_it_lies_above_what_this_one_knows()
    {
        await using var one = await Service.StartAsync(postgres, redis);
        await using var two = await Service.StartAsync(postgres, redis, one.Database);

        await one.SubmitAsync(Events.Messages(10));
        await two.SubmitAsync(Events.Messages(10, from: 10));
        var again = await one.SubmitAsync(Events.Messages(25));
        var last = await two.SubmitAsync(Events.Messages(25));

        Assert.Equal(Enumerable.Repeat(ItemOutcome.Duplicate, 20).Concat(Enumerable.Repeat(ItemOutcome.Accepted, 5)), again.Select(r => r.Outcome));
        Assert.All(last, result => Assert.Equal(ItemOutcome.Duplicate, result.Outcome));
        Assert.Equal(Enumerable.Range(1, 25).Select(n => (long)n), last.Select(result => result.Position));
    }

    [Fact]
    public async Task Keys_from_before_there_were_runs_are_found()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Messages(3));
        await service.ScalarAsync("""
            WITH gone AS (DELETE FROM ingestion.key_run RETURNING partition, sender)
            INSERT INTO ingestion.event_key (partition, sender, event_id, position, content_hash)
            SELECT partition, sender, 'z-' || n, n, '\x00' FROM gone, generate_series(1, 3) AS n RETURNING 1
            """);
        await using var restarted = await Service.StartAsync(postgres, redis, service.Database);

        var results = await restarted.SubmitAsync(Events.Message("z-2"), Events.Message("z-1000"), Events.Message("z-4"));

        Assert.Equal([ItemOutcome.Conflict, ItemOutcome.Accepted, ItemOutcome.Accepted], results.Select(result => result.Outcome));
        Assert.Equal(1, await restarted.ScalarAsync("SELECT count(*) FROM ingestion.key_run"));
    }

    private static string Id(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
