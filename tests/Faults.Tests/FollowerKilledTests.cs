using CsPlatform.TestSupport;
using Faults.Tests.Follower;
using Faults.Tests.Loads;
using Faults.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class FollowerKilledTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task A_follower_killed_while_it_applies_has_applied_each_record_once_and_in_order()
    {
        var database = await stores.Postgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using (var table = source.CreateCommand(CountingFollower.Table))
        {
            await table.ExecuteNonQueryAsync();
        }

        var service = await stores.NewServiceAsync();
        await using var trial = await Trial.StartAsync(output, service);
        var kills = FaultSeed.Times(4, 60);
        for (var kill = 0; kill < kills; kill++)
        {
            using var follower = Start(database, service);
            var applied = await AppliedAsync(source);
            var goal = applied + trial.Random.Next(100, 1500);
            await Eventually.HoldsAsync(async () => await AppliedAsync(source) >= goal, $"it applies: {follower.Output}", seconds: 60);
            follower.Kill();
        }

        // Two at once at the end, as in a rollout: one of them has each cursor, the other finds it moved.
        using var one = Start(database, service);
        using var two = Start(database, service);
        await trial.ProveAsync($"{kills} kills of a follower");
        var events = (await WholeFeed.HeadsAsync(service.Address)).Values.Sum();
        await Eventually.HoldsAsync(async () => await AppliedAsync(source) >= events, "everything is applied", seconds: 60);

        Assert.Equal(events, await AppliedAsync(source));
        Assert.Equal(0L, await ScalarAsync(
            source,
            """
            SELECT count(*) FROM (
                SELECT position, lag(position, 1, 0::bigint) OVER (PARTITION BY partition ORDER BY id) AS before FROM effect
            ) AS effects WHERE position <> before + 1
            """));
    }

    private static ServerProcess Start(string database, ServiceProcess service) => ServerProcess.Start(
        "dotnet", "exec", typeof(CountingFollower).Assembly.Location, database, $"{service.Address}");

    private static async Task<long> AppliedAsync(NpgsqlDataSource source) => await ScalarAsync(source, "SELECT count(*) FROM effect");

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
