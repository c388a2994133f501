using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

[Collection("stores")]
public class OutageTests(PostgresFixture postgres, RedisFixture redis)
{
    private const string Through = "2021-02-10";

    [Fact]
    public async Task Without_Redis_figures_come_later_and_are_the_same()
    {
        var events = Market.Random(seed: 6, shops: 5, consultations: 80);
        var expected = await ExpectedAsync(events);
        await using var stack = await Stack.StartAsync(postgres, redis);
        redis.KillServer();
        try
        {
            await stack.SubmitAsync(events);
            await stack.CloseAsync(Through);
            Assert.Equal(expected, Market.Lines(await stack.FiguresAsync()));
        }
        finally
        {
            await redis.StartServerAsync();
        }
    }

    [Fact]
    public async Task While_Postgres_is_away_a_read_says_so_and_afterwards_everything_is_there()
    {
        var events = Market.Random(seed: 7, shops: 5, consultations: 80);
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(events.Take(events.Count / 2));
        postgres.KillServer();
        try
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => stack.FiguresAsync());
            Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        }
        finally
        {
            await postgres.StartServerAsync();
        }

        foreach (var batch in events.Skip(events.Count / 2).Chunk(500))
        {
            await stack.SubmitUntilTakenAsync(batch);
        }

        await stack.CloseAsync(Through);

        Assert.Equal(await ExpectedAsync(events), Market.Lines(await stack.FiguresAsync()));
    }

    [Fact]
    public async Task A_process_that_is_killed_again_and_again_loses_nothing_and_counts_nothing_twice()
    {
        var events = Market.Random(seed: 8, shops: 10, consultations: 600);
        var expected = await ExpectedAsync(events);
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.StopMetricsAsync();
        foreach (var part in events.Chunk((events.Count / 3) + 1))
        {
            using var process = await MetricsProcess.StartAsync(stack);
            await stack.SubmitAsync(part);
            process.Kill();
        }

        await stack.StartMetricsAsync();
        await stack.CloseAsync(Through);

        Assert.Equal(expected, Market.Lines(await stack.FiguresAsync()));
    }

    private async Task<List<string>> ExpectedAsync(IReadOnlyCollection<Event> events)
    {
        await using var stack = await Stack.StartAsync(postgres, redis);
        await stack.SubmitAsync(events);
        await stack.CloseAsync(Through);
        return Market.Lines(await stack.FiguresAsync());
    }
}
