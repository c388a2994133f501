using System.Diagnostics.Metrics;
using System.Text;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.Persistence.Migrations;
using CsPlatform.Persistence.Transactions;
using CsPlatform.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StackExchange.Redis;

namespace CsPlatform.Persistence.Tests;

/// <summary>A migrated database with everything of the library on top of it.</summary>
internal sealed class Harness : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private readonly List<IHostedService> started = [];

    private Harness(ServiceProvider provider) => this.provider = provider;

    internal NpgsqlDataSource DataSource => Get<NpgsqlDataSource>();

    internal Database Database => Get<Database>();

    internal FeedLog Log => Get<FeedLog>();

    internal FeedTail Tail => Get<FeedTail>();

    internal FeedSignal Signal => Get<FeedSignal>();

    public async ValueTask DisposeAsync()
    {
        foreach (var service in Enumerable.Reverse(started))
        {
            await service.StopAsync(CancellationToken.None);
        }

        await provider.DisposeAsync();
    }

    internal static async Task<Harness> StartAsync(
        PostgresFixture postgres, RedisFixture? redis = null, TimeProvider? time = null, params string[] settings)
        => await StartAsync(
            await postgres.CreateDatabaseAsync(),
            redis?.ConnectionString ?? "127.0.0.1:1,abortConnect=false,connectTimeout=200",
            time,
            settings);

    internal static async Task<Harness> StartAsync(string database, string redis, TimeProvider? time = null, params string[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddCommandLine(settings).Build());
        services.AddSingleton(_ => NpgsqlDataSource.Create(database));
        services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(redis));
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddMetrics();
        services.AddPersistence(typeof(Harness).Assembly).AddFeedLog("test");
        var harness = new Harness(services.BuildServiceProvider());
        foreach (var service in harness.provider.GetServices<IHostedService>())
        {
            await harness.StartAsync(service);
        }

        return harness;
    }

    internal async Task StartAsync(IHostedService service)
    {
        await service.StartAsync(CancellationToken.None);
        started.Add(service);
    }

    internal async Task<FeedFollower> FollowAsync(FeedSubscription subscription, ILogger<FeedFollower>? logger = null)
    {
        logger ??= NullLogger<FeedFollower>.Instance;
        var progress = new FollowerProgress();
        var meter = new FollowerMeter(Get<IMeterFactory>(), subscription.Feed, progress);
        var follower = new FeedFollower(
            subscription,
            progress,
            new FollowerTools(Database, Get<CursorStore>(), Get<PoisonStore>(), meter, TimeProvider.System, logger));
        await StartAsync(follower);
        return follower;
    }

    internal T Get<T>()
        where T : notnull
        => provider.GetRequiredService<T>();

    /// <summary>Appends texts to one partition in a transaction of its own and announces them.</summary>
    internal async Task<long> AppendAsync(int partition, params string[] texts)
    {
        var first = await Database.InTransactionAsync(
            (connection, transaction, token) => Log.AppendAsync(connection, transaction, partition, Bytes(texts), token),
            CancellationToken.None);
        Signal.Announce(partition);
        return first;
    }

    internal async Task<long> ScalarAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal static ReadOnlyMemory<byte>[] Bytes(params string[] texts)
        => [.. texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))];

    internal static string[] Texts(FeedSegment segment)
        => [.. segment.Records.Select(record => Encoding.UTF8.GetString(record.Content.Span))];
}
