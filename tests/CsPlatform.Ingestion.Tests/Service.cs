using CsPlatform.Ingestion.V1;
using CsPlatform.TestSupport;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CsPlatform.Ingestion.Tests;

/// <summary>The whole service on free ports of this machine, over a database of its own or a given one.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly GrpcChannel channel;

    private Service(WebApplication app, string database, Uri address, Uri webAddress)
    {
        this.app = app;
        Database = database;
        Address = address;
        WebAddress = webAddress;
        channel = GrpcChannel.ForAddress(address);
        Client = new IngestionService.IngestionServiceClient(channel);
        DataSource = NpgsqlDataSource.Create(database);
    }

    internal string Database { get; }

    internal Uri Address { get; }

    /// <summary>Where it speaks HTTP/1.1.</summary>
    internal Uri WebAddress { get; }

    internal IngestionService.IngestionServiceClient Client { get; }

    internal IServiceProvider Services => app.Services;

    internal NpgsqlDataSource DataSource { get; }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await DataSource.DisposeAsync();
    }

    internal static async Task<Service> StartAsync(
        PostgresFixture postgres, RedisFixture redis, string? database = null, params string[] settings)
    {
        database ??= await postgres.CreateDatabaseAsync();
        var app = IngestionHost.Build([
            $"--ConnectionStrings:ingestiondb={database}",
            $"--ConnectionStrings:cache={redis.ConnectionString}",
            "--Listen:GrpcPort=0",
            "--Listen:HealthPort=0",
            "--Logging:LogLevel:Default=Warning",
            .. settings]);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Service(app, database, new Uri(addresses.First()), new Uri(addresses.Last()));
    }

    /// <summary>Another connection to the service, such as another machine would have.</summary>
    internal GrpcChannel NewChannel() => GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });

    internal async Task<long> ScalarAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal async Task<string> TextAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync() as string ?? "";
    }

    internal async Task<IReadOnlyList<ItemResult>> SubmitAsync(params IEnumerable<Event> events)
        => (await Client.SubmitEventsAsync(new SubmitEventsRequest { Events = { events } })).Results;

    /// <summary>Everything in the feed, followed until its heads.</summary>
    internal async Task<List<FollowEventsResponse>> FollowAllAsync()
    {
        var missing = (await Client.GetHeadsAsync(new GetHeadsRequest())).Heads.ToDictionary(h => h.Partition, h => h.Position);
        var seen = new List<FollowEventsResponse>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var call = Client.FollowEvents(new FollowEventsRequest(), cancellationToken: limit.Token);
        while (missing.Count > 0)
        {
            Assert.True(await call.ResponseStream.MoveNext(limit.Token));
            var run = call.ResponseStream.Current;
            seen.Add(run);
            if (missing.TryGetValue(run.Partition, out var head) && run.CoveredTo >= head)
            {
                missing.Remove(run.Partition);
            }
        }

        return seen;
    }
}
