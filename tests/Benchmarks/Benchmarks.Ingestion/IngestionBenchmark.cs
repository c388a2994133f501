using System.Diagnostics;
using CsPlatform.Ingestion;
using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Benchmarks.Ingestion;

/// <summary>
/// Events acknowledged per second by the service against rows stored per second by <c>psql</c> COPY into a table with a
/// unique index on the event's id: the same rows, the same durable PostgreSQL, one after the other in every round. The
/// senders run in the service's process and take their share of its cores.
/// </summary>
internal sealed class IngestionBenchmark : IAsyncDisposable
{
    private const string CopyTable = """
        CREATE TABLE copied (
            partition smallint NOT NULL, source text NOT NULL, event_id text NOT NULL,
            platform text NOT NULL, shop_id text NOT NULL,
            occurred_at timestamptz NOT NULL, event bytea NOT NULL);
        CREATE UNIQUE INDEX ON copied (event_id);
        """;

    private readonly BenchmarkSettings settings;
    private readonly PostgresFixture postgres = new() { Durable = true };
    private readonly RedisFixture redis = new();
    private readonly Workload workload;
    private string database = "";
    private WebApplication? app;

    private IngestionBenchmark(BenchmarkSettings settings)
    {
        this.settings = settings;
        workload = new Workload(settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await redis.DisposeAsync();
        await postgres.DisposeAsync();
    }

    internal static async Task<IngestionBenchmark> StartAsync(BenchmarkSettings settings)
    {
        var benchmark = new IngestionBenchmark(settings);
        await benchmark.postgres.InitializeAsync();
        await benchmark.redis.InitializeAsync();
        benchmark.database = await benchmark.postgres.CreateDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(benchmark.database))
        await using (var command = source.CreateCommand(CopyTable))
        {
            await command.ExecuteNonQueryAsync();
        }

        benchmark.app = IngestionHost.Build([
            $"--ConnectionStrings:ingestiondb={benchmark.database}",
            $"--ConnectionStrings:cache={benchmark.redis.ConnectionString}",
            "--Logging:LogLevel:Default=Warning"]);
        await benchmark.app.StartAsync();
        return benchmark;
    }

    internal async Task<BenchmarkReport> RunAsync()
    {
        var ingestion = new List<double>();
        var copy = new List<double>();
        var processor = new List<double>();
        for (var round = 0; round <= settings.Rounds; round++)
        {
            var batches = workload.Next();
            var file = Path.Combine(Path.GetTempPath(), $"csplatform-bench-{Environment.ProcessId}.txt");
            await Workload.WriteCopyFileAsync(file, batches);
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            var ingested = await TimeAsync(() => IngestAsync(batches));
            var used = Environment.CpuUsage.TotalTime - before;
            var copied = await TimeAsync(() => postgres.PsqlAsync(database, $"\\copy copied FROM '{file}'"));
            File.Delete(file);
            if (round > 0)
            {
                processor.Add(used.TotalMicroseconds / settings.Events);
                ingestion.Add(settings.Events / ingested.TotalSeconds);
                copy.Add(settings.Events / copied.TotalSeconds);
            }
        }

        return new BenchmarkReport(settings, ingestion, copy, processor);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task SendAsync(IngestionService.IngestionServiceClient client, IngestEventsRequest[] batches)
    {
        using var call = client.IngestEvents();
        var acknowledging = Task.Run(async () =>
        {
            var accepted = 0;
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                accepted += call.ResponseStream.Current.Results.Count(result => result.Outcome is ItemOutcome.Accepted);
            }

            return accepted;
        });
        foreach (var batch in batches)
        {
            await call.RequestStream.WriteAsync(batch);
        }

        await call.RequestStream.CompleteAsync();
        if (await acknowledging != batches.Sum(batch => batch.Events.Count))
        {
            throw new InvalidOperationException("Not every event was accepted: the figures would mean nothing.");
        }
    }

    private async Task IngestAsync(IngestEventsRequest[][] streams)
    {
        var address = app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var channel = GrpcChannel.ForAddress(address);
        var client = new IngestionService.IngestionServiceClient(channel);
        await Task.WhenAll(streams.Select(batches => SendAsync(client, batches)));
    }
}
