using Faults.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class ClockTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task A_clock_that_jumps_back_and_forth_by_hours_and_months_changes_neither_places_nor_order()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("csplatform-clock-").FullName, "ahead");
        JumpingClock.Set(file, TimeSpan.Zero);
        var database = await stores.Postgres.CreateDatabaseAsync();
        var service = new ServiceProcess(database, stores.Redis.ConnectionString) { Environment = JumpingClock.EnvironmentOf(file) };
        await using var trial = await Trial.StartAsync(output, service);
        List<TimeSpan> jumps = [
            TimeSpan.FromHours(3), TimeSpan.FromHours(-30), TimeSpan.FromDays(70), TimeSpan.FromSeconds(-1), TimeSpan.FromDays(-70)];
        var times = FaultSeed.Times(jumps.Count, 100);
        for (var time = 0; time < times; time++)
        {
            await trial.UntilSomeMomentAsync();
            JumpingClock.Set(file, jumps[time % jumps.Count]);
        }

        await trial.UntilSomeMomentAsync();
        service.Kill();
        await service.StartAsync();
        await trial.ProveAsync($"{times} jumps of the service's clock");
        await ProveThatItJumpedAsync(database);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    // Segments were stored at times months apart, and yet within a partition never at a time before the one before.
    private static async Task ProveThatItJumpedAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        Assert.Equal(true, await ScalarAsync(
            source, "SELECT max(appended_at) > min(appended_at) + interval '60 days' FROM feed.segment"));
        Assert.Equal(0L, await ScalarAsync(
            source,
            """
            SELECT count(*) FROM (
                SELECT appended_at < lag(appended_at) OVER (PARTITION BY partition ORDER BY first_position) AS goes_back FROM feed.segment
            ) AS times WHERE goes_back
            """));
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
