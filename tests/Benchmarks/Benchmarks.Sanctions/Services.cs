using CsPlatform.Sanctions.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;

namespace Benchmarks.Sanctions;

/// <summary>Services as processes of their own, over a real PostgreSQL and Redis.</summary>
internal sealed class Services : IAsyncDisposable
{
    private readonly List<ServerProcess> processes = [];

    // Nobody reports events here: metrics keeps asking for them.
    internal const string Nowhere = "http://127.0.0.1:1";

    internal PostgresFixture Postgres { get; } = new();

    internal RedisFixture Redis { get; } = new();

    public async ValueTask DisposeAsync()
    {
        processes.ForEach(process => process.Dispose());
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    internal static async Task<Services> StartAsync()
    {
        var services = new Services();
        await services.Postgres.InitializeAsync();
        await services.Redis.InitializeAsync();
        return services;
    }

    /// <summary>Returns once sanctions answers.</summary>
    internal static Task SanctionsAnswersAsync(GrpcChannel channel) =>
        new SanctionsService.SanctionsServiceClient(channel).ListDecisionsAsync(
            new ListDecisionsRequest { Platform = "xiaohongshu", PageSize = 1 }).ResponseAsync;

    /// <summary>Starts a service on a database of that connection and waits until a call of it succeeds.</summary>
    internal async Task<(string Address, GrpcChannel Channel)> StartAsync(
        string name, string database, string connection, Func<GrpcChannel, Task> call, params string[] settings)
    {
        var port = ServerProcess.FreePort();
        var process = ServerProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, $"CsPlatform.{name}.dll"),
                $"--ConnectionStrings:{database}={connection}",
                $"--ConnectionStrings:cache={Redis.ConnectionString}",
                $"--Listen:GrpcPort={port}",
                "--Listen:HealthPort=0",
                "--Logging:LogLevel:Default=Error",
                .. settings,
            ]);
        processes.Add(process);
        var address = $"http://127.0.0.1:{port}";
        var channel = GrpcChannel.ForAddress(address);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await call(channel);
                return (address, channel);
            }
            catch (RpcException e)
            {
                if (attempt > 600 || process.HasExited)
                {
                    throw new InvalidOperationException($"{name} did not start: {process.Output}", e);
                }

                await Task.Delay(100);
            }
        }
    }
}
