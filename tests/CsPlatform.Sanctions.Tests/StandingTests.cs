using CsPlatform.Sanctions.V1;
using Grpc.Core;
using Npgsql;
using static CsPlatform.Sanctions.Tests.Records;

namespace CsPlatform.Sanctions.Tests;

[Collection(Servers.Collection)]
public sealed class StandingTests(Servers servers) : IAsyncLifetime
{
    private const string Case = "xhs.reply_rate_3min:2024-03-01";
    private Stack stack = null!;

    public async Task InitializeAsync()
    {
        stack = await Stack.StartAsync(servers);
        stack.Publish("a", Closed("a", "2024-03-01", 40, 100));
        Assert.Single(await stack.DecisionsAsync("a"));
    }

    public async Task DisposeAsync() => await stack.DisposeAsync();

    [Fact]
    public async Task Who_changes_a_standing_is_told_so_at_once()
    {
        var studying = await stack.StandingAsync("a");
        await stack.ExamAsync("a", Case, "first", "2024-03-03", passed: true);

        Assert.Equal(CaseState.Studying, studying.State);
        Assert.Equal(CaseState.Assessed, (await stack.StandingAsync("a")).State);
    }

    [Fact]
    public async Task Whoever_waits_for_the_feed_is_told_what_it_led_to()
    {
        for (var day = 0; day < 20; day++)
        {
            var on = Day("2024-03-10", day);
            stack.Publish("b", Closed("b", on, 70, 100));
            await stack.DecisionsAsync("b");
            Assert.Equal(on, (await stack.StandingAsync("b")).LastEvaluatedOn);
        }
    }

    [Fact]
    public async Task What_another_process_changes_is_told_here_too()
    {
        Assert.Equal(CaseState.Studying, (await stack.StandingAsync("a")).State);
        using var other = await SanctionsProcess.StartAsync(stack.Database, servers.Redis.ConnectionString, stack.Figures.Address);
        await other.Client.RecordExamResultAsync(
            new() { Shop = Stack.Key("a"), CaseId = Case, AttemptId = "there", TakenOn = "2024-03-03", Passed = true },
            deadline: Stack.InAMinute);

        var end = DateTime.UtcNow.AddMinutes(1);
        while ((await stack.StandingAsync("a")).State != CaseState.Assessed)
        {
            Assert.True(DateTime.UtcNow < end, "The standing of before is still told.");
            await Task.Delay(20);
        }
    }

    [Fact]
    public async Task Without_Postgres_nothing_is_told_from_memory_for_long()
    {
        var before = await stack.StandingAsync("a");
        await ConnectionsAsync(allowed: false);
        try
        {
            var end = DateTime.UtcNow.AddMinutes(1);
            var answered = true;
            while (answered && DateTime.UtcNow < end)
            {
                try
                {
                    Assert.Equal(before, await stack.StandingAsync("a"));
                }
                catch (RpcException e)
                {
                    Assert.Equal(StatusCode.Unavailable, e.StatusCode);
                    answered = false;
                }
            }

            Assert.False(answered);
        }
        finally
        {
            await ConnectionsAsync(allowed: true);
        }

        Assert.Equal(before, await stack.StandingAsync("a"));
    }

    private async Task ConnectionsAsync(bool allowed)
    {
        var builder = new NpgsqlConnectionStringBuilder(stack.Database);
        var name = builder.Database!;
        builder.Database = "postgres";
        await using var source = NpgsqlDataSource.Create(builder.ConnectionString);
        await using var allow = source.CreateCommand($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS {allowed}");
        await allow.ExecuteNonQueryAsync();
        await using var end = source.CreateCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE NOT {allowed} AND datname = '{name}'");
        await end.ExecuteNonQueryAsync();
    }
}
