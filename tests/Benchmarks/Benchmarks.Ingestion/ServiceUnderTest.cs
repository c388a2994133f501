using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;

namespace Benchmarks.Ingestion;

/// <summary>
/// The service as a process of its own, over a PostgreSQL that keeps what it commits through a power cut (fsync, synchronous commit)
/// and a Redis.
/// </summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private readonly RedisFixture redis = new();
    private ServerProcess? process;

    internal PostgresFixture Postgres { get; } = new() { Durable = true };

    internal string Database { get; private set; } = "";

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    internal int ProcessId => process!.Id;

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        await redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    internal static async Task<ServiceUnderTest> StartAsync(params string[] settings)
    {
        var service = new ServiceUnderTest();
        await service.Postgres.InitializeAsync();
        await service.redis.InitializeAsync();
        service.Database = await service.Postgres.CreateDatabaseAsync();
        service.Address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        service.process = ServerProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "CsPlatform.Ingestion.dll"),
                $"--ConnectionStrings:ingestiondb={service.Database}",
                $"--ConnectionStrings:cache={service.redis.ConnectionString}",
                $"--Listen:GrpcPort={service.Address.Port}",
                "--Listen:HealthPort=0",
                "--Logging:LogLevel:Default=Warning",
                .. settings,
            ]);
        await service.WaitAsync();
        return service;
    }

    internal async Task<long> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task WaitAsync()
    {
        using var channel = GrpcChannel.ForAddress(Address);
        var client = new IngestionService.IngestionServiceClient(channel);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await client.GetHeadsAsync(new GetHeadsRequest(), deadline: DateTime.UtcNow.AddSeconds(5));
                return;
            }
            catch (RpcException e)
            {
                if (attempt > 300 || process!.HasExited)
                {
                    throw new InvalidOperationException($"The service did not start: {process!.Output}", e);
                }

                await Task.Delay(100);
            }
        }
    }
}
