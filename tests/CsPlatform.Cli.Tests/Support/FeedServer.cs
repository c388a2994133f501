using CsPlatform.Feeds;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using StackExchange.Redis;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>A service with nothing but a feed, over a real database.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FeedServer(WebApplication app)
    {
        this.app = app;
        var server = app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <summary>What the service says to have accepted.</summary>
    public CountingIngestion Intake => app.Services.GetRequiredService<CountingIngestion>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public static async Task<FeedServer> StartAsync(
        string database, TimeProvider? time = null, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            ["--Listen:GrpcPort=0", "--Listen:HealthPort=0", "--Logging:LogLevel:Default=Error", .. settings]);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(database));
        builder.Services.AddSingleton<IConnectionMultiplexer>(
            _ => ConnectionMultiplexer.Connect("127.0.0.1:1,abortConnect=false,connectTimeout=200"));
        builder.Services.AddSingleton<CountingIngestion>();
        builder.Services.AddPersistence(typeof(FeedServer).Assembly).AddFeedLog("test").AddFeedService();
        var app = builder.Build();
        app.MapFeedService();
        app.MapGrpcService<CountingIngestion>();
        await app.StartAsync();
        return new FeedServer(app);
    }

    /// <summary>Appends records to a partition in a transaction of its own.</summary>
    public Task AppendAsync(int partition, params IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var log = app.Services.GetRequiredService<FeedLog>();
        return app.Services.GetRequiredService<Database>().InTransactionAsync(
            (connection, transaction, token) => log.AppendAsync(connection, transaction, partition, records, token), CancellationToken.None);
    }

    /// <summary>Does what only somebody with the database's password can do.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
