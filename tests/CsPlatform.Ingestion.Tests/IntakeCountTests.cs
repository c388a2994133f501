using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;

namespace CsPlatform.Ingestion.Tests;

[Collection("stores")]
public sealed class IntakeCountTests(PostgresFixture postgres, RedisFixture redis)
{
    [Fact]
    public async Task What_senders_offered_at_the_same_time_equals_what_became_of_it_and_repeats_count_nothing()
    {
        await using var first = await Service.StartAsync(postgres, redis, null, "--Ingestion:TurnEvents=7", "--Ingestion:TransactionEvents=20");
        await using var second = await Service.StartAsync(postgres, redis, first.Database);
        var senders = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => SendAsync(n, [first.Client, second.Client]))));

        var told = senders.SelectMany(results => results).CountBy(result => result.Outcome).ToDictionary();
        var expected = $"{told.Values.Sum()} = {told[ItemOutcome.Accepted]} + {told[ItemOutcome.Duplicate]} + "
            + $"{told[ItemOutcome.Conflict]} + {told[ItemOutcome.Rejected]}";
        Assert.Equal(expected, await first.TextAsync("""
            SELECT format('%s = %s + %s + %s + %s', sum(offered), sum(accepted), sum(duplicate), sum(conflict), sum(rejected))
            FROM ingestion.intake_count
            """));
        Assert.Equal(0, await first.ScalarAsync(
            "SELECT count(*) FROM ingestion.intake_count WHERE offered <> accepted + duplicate + conflict + rejected"));
        Assert.Equal(told[ItemOutcome.Accepted], await first.ScalarAsync("SELECT sum(position) FROM feed.head"));
        Assert.Equal(told[ItemOutcome.Accepted], await first.ScalarAsync("SELECT keys FROM ingestion.key_total"));
        Assert.Equal(told[ItemOutcome.Rejected] + told[ItemOutcome.Conflict], await first.ScalarAsync(
            "SELECT sum(times) FROM ingestion.quarantine"));
    }

    [Fact]
    public async Task Items_are_counted_on_the_natural_day_and_under_the_source_that_can_be_printed()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Message("a"), Events.Message("b", source: "tickets"), Events.Message("c", source: "a\0b"));
        Assert.Equal("a\uFFFDb, im, tickets", await service.TextAsync(
            """SELECT string_agg(source, ', ' ORDER BY source) FROM ingestion.intake_count"""));
        Assert.Equal(0, await service.ScalarAsync("""
            SELECT count(*) FROM ingestion.intake_count
            WHERE day NOT BETWEEN (now() AT TIME ZONE 'Asia/Shanghai')::date - 1 AND (now() AT TIME ZONE 'Asia/Shanghai')::date
            """));
    }

    [Fact]
    public async Task Notes_of_counted_batches_are_swept_after_a_week()
    {
        await using var service = await Service.StartAsync(postgres, redis);
        await service.SubmitAsync(Events.Message("a"), Events.Message("a"));
        await service.SubmitAsync(Events.Message("a"));
        Assert.Equal(2, await service.ScalarAsync("SELECT count(*) FROM ingestion.counted_batch"));
        await service.ScalarAsync("""
            WITH old AS (SELECT min(claim) AS claim FROM ingestion.counted_batch), aged AS (
                UPDATE ingestion.counted_batch b SET counted_at = counted_at - interval '8 days' FROM old WHERE b.claim = old.claim)
            SELECT 0
            """);
        // A service sweeps at its start.
        await using var next = await Service.StartAsync(postgres, redis, service.Database);
        await Eventually.HoldsAsync(
            async () => await service.ScalarAsync("SELECT count(*) FROM ingestion.counted_batch") == 1, "the old note is swept");
    }

    // Each sends batches of which much is in common with the others, some of them twice under one name: only the first answer is told.
    private static async Task<List<ItemResult>> SendAsync(int seed, IngestionService.IngestionServiceClient[] clients)
    {
        var random = new Random(seed);
        var told = new List<ItemResult>();
        for (var batch = 0; batch < 25; batch++)
        {
            var request = new SubmitEventsRequest { Events = { Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomEvent(random)) } };
            request.RequestId = random.Next(2) == 0 ? $"{seed}-{batch}" : "";
            var answer = await clients[random.Next(2)].SubmitEventsAsync(request);
            told.AddRange(answer.Results);
            if (request.RequestId.Length > 0 && random.Next(2) == 0)
            {
                Assert.Equal(answer, await clients[random.Next(2)].SubmitEventsAsync(request));
            }
        }

        return told;
    }

    private static Event RandomEvent(Random random) => random.Next(8) switch
    {
        0 => Events.Message($"m-{random.Next(40)}", $"shop-{random.Next(12)}", "别的话"),
        1 => Events.Message("", $"shop-{random.Next(12)}"),
        2 => Events.Message($"m-{random.Next(40)}", $"shop-{random.Next(12)}", source: "tickets"),
        _ => Events.Message($"m-{random.Next(4_000)}", $"shop-{random.Next(12)}"),
    };
}
