using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;

namespace Benchmarks.Metrics;

/// <summary>
/// Ingestion and metrics as processes of their own, over a PostgreSQL that keeps what it commits through a power cut (fsync, synchronous commit)
/// and a Redis.
/// </summary>
internal sealed class StackUnderTest : IAsyncDisposable
{
    private ServerProcess? ingestion;
    private ServerProcess? metrics;

    internal PostgresFixture Postgres { get; } = new() { Durable = true };

    internal RedisFixture Redis { get; } = new();

    /// <summary>Where ingestion listens.</summary>
    internal Uri IngestionAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where metrics listens.</summary>
    internal Uri MetricsAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>The database of metrics; a new one with each start of it from nothing.</summary>
    internal string MetricsDatabase { get; private set; } = "";

    internal GrpcChannel IngestionChannel { get; private set; } = null!;

    internal GrpcChannel MetricsChannel { get; private set; } = null!;

    public async ValueTask DisposeAsync()
    {
        metrics?.Dispose();
        ingestion?.Dispose();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    /// <summary>Starts the stores and ingestion.</summary>
    internal static async Task<StackUnderTest> StartAsync()
    {
        var stack = new StackUnderTest();
        await stack.Postgres.InitializeAsync();
        await stack.Redis.InitializeAsync();
        stack.IngestionAddress = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        stack.ingestion = stack.Start("Ingestion", "ingestiondb", await stack.Postgres.CreateDatabaseAsync(), stack.IngestionAddress);
        stack.IngestionChannel = GrpcChannel.ForAddress(stack.IngestionAddress);
        await stack.WaitAsync(() => new IngestionService.IngestionServiceClient(stack.IngestionChannel).GetHeadsAsync(new GetHeadsRequest()).ResponseAsync);
        return stack;
    }

    /// <summary>Starts metrics on an empty database and returns at once.</summary>
    internal async Task StartMetricsFromNothingAsync()
    {
        metrics?.Dispose();
        await Redis.EmptyAsync();
        MetricsDatabase = await Postgres.CreateDatabaseAsync();
        StartMetrics();
    }

    /// <summary>Stops metrics and starts it on what it had.</summary>
    internal void RestartMetrics()
    {
        metrics?.Dispose();
        StartMetrics();
    }

    /// <summary>Returns once metrics has counted everything that ingestion has stored.</summary>
    internal async Task CaughtUpAsync()
    {
        var heads = await new IngestionService.IngestionServiceClient(IngestionChannel).GetHeadsAsync(new GetHeadsRequest());
        var total = heads.Heads.Sum(head => head.Position);
        await using var source = NpgsqlDataSource.Create(MetricsDatabase);
        while (await CountedAsync(source) < total)
        {
            if (metrics!.HasExited)
            {
                throw new InvalidOperationException($"Metrics ended: {metrics.Output}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Sends everything over some streams and returns how many seconds it took until all was acknowledged.</summary>
    internal async Task<double> SendAsync(Chat chat)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        await Sending.RunAsync(IngestionChannel, chat.Batches(2_000));
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Waits until a call succeeds; a service starts in some seconds.</summary>
    internal async Task WaitAsync(Func<Task> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (RpcException e)
            {
                if (attempt > 600 || ingestion!.HasExited || metrics?.HasExited == true)
                {
                    throw new InvalidOperationException($"The service did not start: {ingestion!.Output} {metrics?.Output}", e);
                }

                await Task.Delay(100);
            }
        }
    }

    private static async Task<long> CountedAsync(NpgsqlDataSource source)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT coalesce(sum(position), 0)::bigint FROM feed.cursor");
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // It has not made its tables yet.
            return 0;
        }
    }

    private void StartMetrics()
    {
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        MetricsAddress = address;
        metrics = Start("Metrics", "metricsdb", MetricsDatabase, address, $"--services:ingestion:http:0={IngestionAddress}");
        MetricsChannel?.Dispose();
        MetricsChannel = GrpcChannel.ForAddress(address);
    }

    private ServerProcess Start(string name, string database, string connection, Uri address, params string[] settings) => ServerProcess.Start(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, $"CsPlatform.{name}.dll"),
            $"--ConnectionStrings:{database}={connection}",
            $"--ConnectionStrings:cache={Redis.ConnectionString}",
            $"--Listen:GrpcPort={address.Port}",
            "--Listen:HealthPort=0",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ]);
}
