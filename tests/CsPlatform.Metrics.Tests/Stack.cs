using CsPlatform.Common.V1;
using CsPlatform.Ingestion;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.TestSupport;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Metrics.Tests;

/// <summary>Ingestion and metrics as they run in production, each on a database and ports of its own.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly string cache;
    private readonly string metricsDatabase;
    private readonly TimeProvider time;
    private readonly string? sanctions;
    private WebApplication? ingestion;
    private WebApplication? metrics;
    private GrpcChannel? ingestionChannel;
    private GrpcChannel? metricsChannel;

    private Stack(string cache, string metricsDatabase, TimeProvider time, string? sanctions) =>
        (this.cache, this.metricsDatabase, this.time, this.sanctions) = (cache, metricsDatabase, time, sanctions);

    internal IngestionService.IngestionServiceClient Ingestion { get; private set; } = null!;

    internal MetricsService.MetricsServiceClient Metrics { get; private set; } = null!;

    internal ClockService.ClockServiceClient Clocks { get; private set; } = null!;

    internal BoardService.BoardServiceClient Board { get; private set; } = null!;

    /// <summary>What metrics tells about the feeds that it follows.</summary>
    internal FeedService.FeedServiceClient Feed { get; private set; } = null!;

    internal static async Task<Stack> StartAsync(
        PostgresFixture postgres, RedisFixture redis, TimeProvider? time = null, string? sanctions = null)
    {
        var stack = new Stack(redis.ConnectionString, await postgres.CreateDatabaseAsync(), time ?? TimeProvider.System, sanctions);
        stack.ingestion = IngestionHost.Build(stack.Arguments("ingestiondb", await postgres.CreateDatabaseAsync()));
        await stack.ingestion.StartAsync();
        stack.ingestionChannel = GrpcChannel.ForAddress(GrpcAddress(stack.ingestion));
        stack.Ingestion = new IngestionService.IngestionServiceClient(stack.ingestionChannel);
        await stack.StartMetricsAsync();
        return stack;
    }

    internal async Task StartMetricsAsync()
    {
        metrics = MetricsHost.Build(Arguments("metricsdb", metricsDatabase), builder =>
        {
            builder.Services.AddSingleton(time);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        await metrics.StartAsync();
        metricsChannel = GrpcChannel.ForAddress(GrpcAddress(metrics));
        Metrics = new MetricsService.MetricsServiceClient(metricsChannel);
        Clocks = new ClockService.ClockServiceClient(metricsChannel);
        Board = new BoardService.BoardServiceClient(metricsChannel);
        Feed = new FeedService.FeedServiceClient(metricsChannel);
    }

    /// <summary>Stops metrics at once, whatever it is doing.</summary>
    internal async Task StopMetricsAsync()
    {
        metricsChannel?.Dispose();
        if (metrics is not null)
        {
            await metrics.StopAsync(new CancellationToken(canceled: true));
            await metrics.DisposeAsync();
        }

        metrics = null;
    }

    internal async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read)
    {
        await using var source = NpgsqlDataSource.Create(metricsDatabase);
        await using var connection = await source.OpenConnectionAsync();
        return await read(connection);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(metricsDatabase);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of a query on the database of metrics, in its order.</summary>
    internal Task<List<string>> RowsAsync(string sql) => DerivedTables.RowsAsync(metricsDatabase, sql);

    /// <summary>Every row of every table of metrics that is derived from the feed, as text.</summary>
    internal Task<string> DumpAsync() => DerivedTables.DumpAsync(metricsDatabase);

    /// <summary>Arguments of metrics as a process of its own, on the same database and a port of its own.</summary>
    internal string[] ProcessArguments(int port) => [.. Arguments("metricsdb", metricsDatabase), $"--Listen:GrpcPort={port}"];

    internal async Task SubmitAsync(IEnumerable<Event> events)
    {
        foreach (var batch in events.Chunk(500))
        {
            var response = await Ingestion.SubmitEventsAsync(new SubmitEventsRequest { Events = { batch } });
            Assert.All(response.Results, result => Assert.Equal(ItemOutcome.Accepted, result.Outcome));
        }
    }

    /// <summary>Submits the events as one batch, again and again while ingestion or its database is away.</summary>
    internal async Task SubmitUntilTakenAsync(IReadOnlyCollection<Event> batch)
    {
        SubmitEventsResponse? taken = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    taken = await Ingestion.SubmitEventsAsync(new SubmitEventsRequest { Events = { batch } });
                    return true;
                }
                catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Internal)
                {
                    return false;
                }
            },
            "ingestion takes the batch",
            120);
        Assert.All(taken!.Results, result => Assert.True(result.Outcome is ItemOutcome.Accepted or ItemOutcome.Duplicate, $"{result}"));
    }

    internal Task<CloseDaysResponse> CloseAsync(string through, string platform = Market.Platform) => CloseAsync(Metrics, through, platform);

    internal static async Task<CloseDaysResponse> CloseAsync(MetricsService.MetricsServiceClient metrics, string through, string platform)
    {
        using var call = metrics.CloseDays(new CloseDaysRequest { Platform = platform, Through = through });
        CloseDaysResponse? last = null;
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            last = response;
        }

        Assert.True(last!.Done);
        return last;
    }

    internal async Task<List<Figure>> FiguresAsync(
        string metric = Market.ReplyRate, int pageSize = 0, string platform = Market.Platform)
    {
        var request = new ListFiguresRequest { Platform = platform, MetricId = metric, PageSize = pageSize };
        var all = new List<Figure>();
        do
        {
            var page = await Metrics.ListFiguresAsync(request);
            all.AddRange(page.Figures);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>All published scores of a rule, in their latest revision.</summary>
    internal async Task<List<ScoreFigure>> ScoresAsync(string platform, string score, int pageSize = 0)
    {
        var request = new ListScoresRequest { Platform = platform, ScoreId = score, PageSize = pageSize };
        var all = new List<ScoreFigure>();
        do
        {
            var page = await Metrics.ListScoresAsync(request);
            all.AddRange(page.Scores);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The whole feed of figures as it is now; checks that no position is missing.</summary>
    internal Task<List<FigureRecord>> FeedAsync() => WholeFeed.OfAsync(Metrics);

    public async ValueTask DisposeAsync()
    {
        await StopMetricsAsync();
        ingestionChannel?.Dispose();
        if (ingestion is not null)
        {
            await ingestion.StopAsync(new CancellationToken(canceled: true));
            await ingestion.DisposeAsync();
        }
    }

    /// <summary>Where metrics answers.</summary>
    internal string MetricsAddress() => GrpcAddress(metrics!);

    /// <summary>Where metrics tells how it is.</summary>
    internal Uri HealthAddress() => new($"{metrics!.Urls.Last()}/health");

    // The gRPC endpoint is bound before that of the health checks.
    private static string GrpcAddress(WebApplication app) => app.Urls.First();

    private string[] Arguments(string name, string database) =>
    [
        $"--ConnectionStrings:{name}={database}",
        $"--ConnectionStrings:cache={cache}",
        $"--services:ingestion:http:0={(ingestion is null ? "" : GrpcAddress(ingestion))}",
        .. sanctions is null ? Array.Empty<string>() : [$"--services:sanctions:http:0={sanctions}"],
        "--Metrics:ClockInterval=00:00:00.050",
        "--Logging:LogLevel:Default=Warning",
    ];
}
