using System.Text.Json;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Ingestion;
using CsPlatform.Metrics;
using CsPlatform.TestSupport;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Ingestion and metrics as they run in production, each on a database and ports of its own, and `cs` called on them.</summary>
public sealed class MeasuringStack : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();
    private readonly RedisFixture redis = new();
    private string metricsDatabase = "";
    private WebApplication? ingestion;
    private WebApplication? metrics;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        await redis.InitializeAsync();
        metricsDatabase = await postgres.CreateDatabaseAsync();
        ingestion = IngestionHost.Build(Arguments("ingestiondb", await postgres.CreateDatabaseAsync()));
        await ingestion.StartAsync();
        metrics = MetricsHost.Build(Arguments("metricsdb", metricsDatabase));
        await metrics.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var app in new[] { metrics, ingestion }.OfType<WebApplication>())
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }

        await redis.DisposeAsync();
        await postgres.DisposeAsync();
    }

    /// <summary>Does to the figures what only somebody with the database's password can do; returns how many rows it did it to.</summary>
    public async Task<int> ForgeAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(metricsDatabase);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a command line; gives its exit status and what it wrote to standard output.</summary>
    public async Task<(int Status, string Output)> CsAsync(params IEnumerable<string> arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] addresses = ["--ingestion", GrpcAddress(ingestion), "--metrics", GrpcAddress(metrics)];
        var status = await CsApp.RunAsync([.. arguments, .. addresses], new Terminal(output, error, false, false), CancellationToken.None);
        return (status, $"{output}{error}");
    }

    /// <summary>The same with --json.</summary>
    public async Task<(int Status, JsonElement Answer)> JsonAsync(params IEnumerable<string> arguments)
    {
        var (status, output) = await CsAsync([.. arguments, "--json"]);
        return (status, JsonDocument.Parse(output).RootElement);
    }

    // The gRPC endpoint is bound before that of the health checks.
    private static string GrpcAddress(WebApplication? app) => app?.Urls.First() ?? "";

    private string[] Arguments(string name, string database) =>
    [
        $"--ConnectionStrings:{name}={database}",
        $"--ConnectionStrings:cache={redis.ConnectionString}",
        $"--services:ingestion:http:0={GrpcAddress(ingestion)}",
        "--Logging:LogLevel:Default=Error",
    ];
}
