using CsPlatform.TestSupport;
using Faults.Tests.Support;
using Npgsql;
using Xunit.Abstractions;

namespace Faults.Tests;

[Collection("faults")]
public sealed class DiskFullTests(Stores stores, ITestOutputHelper output)
{
    [Fact]
    public async Task A_full_tablespace_stops_acknowledgements_and_what_was_acknowledged_stays()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 128);
        var space = $"small_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE TABLESPACE {space} LOCATION '{await FolderAsync(disk, "tables")}'");
        var database = await stores.Postgres.CreateDatabaseAsync();
        await ExecuteAsync($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database).Database} SET TABLESPACE {space}");
        await using (var trial = await Trial.StartAsync(output, new ServiceProcess(database, stores.Redis.ConnectionString)))
        {
            var times = FaultSeed.Times(2, 20);
            for (var time = 0; time < times; time++)
            {
                await trial.UntilSomeMomentAsync();
                disk.Fill();
                await trial.UntilCallsFailAsync();
                disk.Free();
            }

            Assert.True(trial.Service.IsRunning, "The service ended because the disk of its database was full.");
            await trial.ProveAsync($"{times} times the tablespace full");
        }

        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)");
        await ExecuteAsync($"DROP TABLESPACE {space}");
    }

    [Fact]
    public async Task A_full_disk_under_the_log_of_Postgres_ends_it_and_what_was_acknowledged_is_there_when_it_is_back()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 128);
        var postgres = new PostgresFixture
        {
            Durable = true,
            Settings = ["max_wal_size=16MB", "min_wal_size=8MB"],
            InitialArguments = ["-X", await FolderAsync(disk, "log"), "--wal-segsize=1"],
        };
        await postgres.InitializeAsync();
        try
        {
            var service = new ServiceProcess(await postgres.CreateDatabaseAsync(), stores.Redis.ConnectionString);
            await using var trial = await Trial.StartAsync(output, service);
            var times = FaultSeed.Times(1, 10);
            for (var time = 0; time < times; time++)
            {
                await trial.UntilSomeMomentAsync();
                disk.Fill();
                await trial.UntilCallsFailAsync();
                disk.Free();
                postgres.KillServer();
                await postgres.StartServerAsync();
            }

            Assert.True(service.IsRunning, "The service ended because the disk of its database was full.");
            await trial.ProveAsync($"{times} times the log's disk full");
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }

    // A folder that the server may use: it runs as a user of its own when the tests are root.
    private static async Task<string> FolderAsync(SmallDisk disk, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(disk.Path, name)).FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await ServerProcess.RunAsync("chown", "postgres", folder);
        }

        return folder;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(stores.Postgres.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
