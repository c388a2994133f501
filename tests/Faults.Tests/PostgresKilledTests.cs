using CsPlatform.TestSupport;
using Faults.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class PostgresKilledTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task Postgres_killed_again_and_again_under_load_has_everything_that_was_acknowledged()
    {
        var service = await stores.NewServiceAsync();
        await using var trial = await Trial.StartAsync(output, service);
        var kills = FaultSeed.Times(3, 40);
        for (var kill = 0; kill < kills; kill++)
        {
            await trial.UntilSomeMomentAsync();
            stores.Postgres.KillServer();
            await Task.Delay(trial.Random.Next(300));
            await stores.Postgres.StartServerAsync();
        }

        Assert.True(service.IsRunning, "The service ended though only its database was away.");
        await trial.ProveAsync($"{kills} kills of Postgres");
    }

    [Fact]
    public async Task One_process_of_Postgres_killed_takes_all_the_others_with_it_and_nothing_is_lost()
    {
        var service = await stores.NewServiceAsync();
        await using var trial = await Trial.StartAsync(output, service);
        var kills = FaultSeed.Times(2, 30);
        for (var kill = 0; kill < kills; kill++)
        {
            await trial.UntilSomeMomentAsync();
            await KillABackendAsync(trial.Random);
        }

        await trial.ProveAsync($"{kills} kills of a Postgres backend, as by a machine out of memory");
    }

    // A backend that dies by a signal makes the postmaster end all the others and recover.
    private async Task KillABackendAsync(Random random)
    {
        int[] backends = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await using var connection = new NpgsqlConnection(stores.Postgres.AdminConnectionString + ";Pooling=false");
                    await connection.OpenAsync();
                    await using var command = new NpgsqlCommand(
                        "SELECT array_agg(pid) FROM pg_stat_activity WHERE application_name = '' AND datname LIKE 'test%'", connection);
                    backends = await command.ExecuteScalarAsync() as int[] ?? [];
                    return backends.Length > 0;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            "the service is connected to Postgres");
        System.Diagnostics.Process.GetProcessById(backends[random.Next(backends.Length)]).Kill();
    }
}
