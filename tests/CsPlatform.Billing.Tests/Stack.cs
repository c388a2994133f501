using System.Net;
using System.Net.Sockets;
using CsPlatform.Billing.V1;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Tests;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsPlatform.Billing.Tests;

/// <summary>The billing service as it runs, over a database of its own and a feed that the test fills.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly Servers servers;
    private readonly WebApplication ingestionHost;
    private readonly int ingestionPort;
    private WebApplication? billingHost;
    private GrpcChannel? channel;

    private Stack(
        Servers servers, string database, (WebApplication Host, IngestionStub Feed, int Port) ingestion, DecisionFeedServer sanctions)
    {
        this.servers = servers;
        Database = database;
        Sanctions = sanctions;
        (ingestionHost, Ingestion, ingestionPort) = ingestion;
    }

    internal IngestionStub Ingestion { get; }

    internal DecisionFeedServer Sanctions { get; }

    /// <summary>What fines are taken from where their rule names nothing; empty = nothing.</summary>
    internal string Funds { get; init; } = "";

    internal string Database { get; }

    internal BillingService.BillingServiceClient Billing { get; private set; } = null!;

    /// <summary>What billing tells about the feeds that it follows.</summary>
    internal FeedService.FeedServiceClient Feed { get; private set; } = null!;

    /// <summary>Folder of rulebooks that replace shipped ones; null = none.</summary>
    internal string? Rulebooks { get; init; }

    internal static async Task<Stack> StartAsync(Servers servers, string? rulebooks = null, string funds = "")
    {
        var database = await servers.Postgres.CreateDatabaseAsync();
        var stack = new Stack(servers, database, await StartIngestionAsync(), await DecisionFeedServer.StartAsync())
        {
            Rulebooks = rulebooks,
            Funds = funds,
        };
        await stack.StartBillingAsync();
        return stack;
    }

    internal async Task StartBillingAsync()
    {
        var port = FreePort();
        string[] taken = Funds.Length > 0 ? [$"--Fines:Funds:0={Funds}"] : [];
        billingHost = Program.Build([
            .. taken,
            $"--services:sanctions:http:0={Sanctions.Address}",
            $"--ConnectionStrings:billingdb={Database}",
            $"--ConnectionStrings:cache={servers.Redis.ConnectionString}",
            $"--services:ingestion:http:0=http://127.0.0.1:{ingestionPort}",
            $"--Listen:GrpcPort={port}",
            $"--Listen:HealthPort={FreePort()}",
            "--Logging:LogLevel:Default=Warning",
            $"--Rulebooks:Folder={Rulebooks}",
        ]);
        await billingHost.StartAsync();
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        Billing = new BillingService.BillingServiceClient(channel);
        Feed = new FeedService.FeedServiceClient(channel);
    }

    internal async Task StopBillingAsync()
    {
        channel?.Dispose();
        if (billingHost is not null)
        {
            await billingHost.DisposeAsync();
        }

        billingHost = null;
    }

    internal Task StopIngestionAsync() => ingestionHost.StopAsync();

    /// <summary>The statement with everything sent so far in it.</summary>
    internal async Task<GetStatementResponse> StatementAsync(string shop, string month, string platform = "xiaohongshu") =>
        await Billing.GetStatementAsync(
            new GetStatementRequest { Shop = new ShopKey { Platform = platform, ShopId = shop }, Month = month, WaitForFeed = true },
            deadline: DateTime.UtcNow.AddSeconds(60));

    /// <summary>The first records of the shop's partition in the feed.</summary>
    internal async Task<List<ChargeRecord>> ChargesAsync(string shop, int count)
    {
        var partition = Persistence.Partitions.Of("xiaohongshu", shop);
        var records = new List<ChargeRecord>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = Billing.FollowCharges(
            new FollowChargesRequest { After = { new PartitionPosition { Partition = partition } } }, cancellationToken: limit.Token);
        while (records.Count < count && await call.ResponseStream.MoveNext(limit.Token))
        {
            records.AddRange(call.ResponseStream.Current.Records);
        }

        return records;
    }

    internal async Task<T?> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopBillingAsync();
        await ingestionHost.DisposeAsync();
        await Sanctions.DisposeAsync();
    }

    private static async Task<(WebApplication Host, IngestionStub Feed, int Port)> StartIngestionAsync()
    {
        var (feed, port) = (new IngestionStub(), FreePort());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, at => at.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(feed);
        builder.Services.AddGrpc();
        var host = builder.Build();
        host.MapGrpcService<IngestionStub>();
        await host.StartAsync();
        return (host, feed, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

}
