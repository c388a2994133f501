using System.Diagnostics.Metrics;
using System.Reflection;
using CsPlatform.Persistence.Archiving;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.Persistence.Migrations;
using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace CsPlatform.Persistence;

/// <summary>
/// Registers what this library offers. The host registers <c>NpgsqlDataSource</c> and, for feeds, <c>IConnectionMultiplexer</c>.
/// Call <see cref="AddPersistence"/> before other hosted services: hosted services start in order, and migrations come first.
/// </summary>
public static class PersistenceExtensions
{
    /// <summary>
    /// Transactions, cursors, poison records, and the migrations of this library and of <paramref name="migrations"/>, run at start.
    /// </summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, Assembly migrations)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Database>();
        services.TryAddSingleton<CursorStore>();
        services.TryAddSingleton<PoisonStore>();
        services.TryAddSingleton<Migrator>();
        services.AddSingleton(new MigrationSource(typeof(PersistenceExtensions).Assembly));
        services.AddSingleton(new MigrationSource(migrations));
        services.AddHostedService<MigrateAtStart>();
        return services;
    }

    /// <summary>
    /// The feed that this service publishes: <see cref="FeedLog"/>, <see cref="FeedSignal"/>, <see cref="FeedTail"/>.
    /// </summary>
    public static IServiceCollection AddFeedLog(this IServiceCollection services, string feed)
    {
        services.AddSingleton<SegmentMonths>();
        services.AddArchive(feed);
        services.AddSingleton<SegmentReader>();
        services.AddSingleton(provider => new FeedLog(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<SegmentMonths>(),
            provider.GetRequiredService<SegmentReader>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new FeedSignal(
            feed,
            provider.GetRequiredService<IConnectionMultiplexer>,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FeedSignal>>()));
        services.AddSingleton<FeedHeads>();
        services.AddSingleton(provider => new FeedTail(
            provider.GetRequiredService<FeedLog>(),
            provider.GetRequiredService<FeedHeads>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<MakeMonthsAhead>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedSignal>());
        services.AddHostedService(provider => provider.GetRequiredService<FeedHeads>());
        return services;
    }

    /// <summary>
    /// A follower of another service's feed, keyed by the feed's name. When this service has a feed of its own, its followers
    /// are woken after each batch applied, since the batch may have published.
    /// </summary>
    public static IServiceCollection AddFeedFollower(
        this IServiceCollection services, string feed, Func<IServiceProvider, FeedSubscription> subscribe)
    {
        services.AddKeyedSingleton(feed, (provider, _) => Follower(provider, subscribe(provider)));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<FeedFollower>(feed));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<FeedFollower>(feed));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"feed-{feed}",
            provider => new FollowerHealthCheck(provider.GetRequiredKeyedService<FeedFollower>(feed)),
            HealthStatus.Unhealthy,
            tags: ["feed"]));
        return services;
    }

    private static FeedFollower Follower(IServiceProvider provider, FeedSubscription subscription)
    {
        if (provider.GetService<FeedSignal>() is { } signal)
        {
            var own = subscription.Applied;
            subscription = subscription with
            {
                Applied = batch =>
                {
                    own?.Invoke(batch);
                    foreach (var segment in batch)
                    {
                        signal.Announce(segment.Partition);
                    }
                },
            };
        }

        var progress = new FollowerProgress();
        return new FeedFollower(subscription, progress, new FollowerTools(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<CursorStore>(),
            provider.GetRequiredService<PoisonStore>(),
            new FollowerMeter(provider.GetRequiredService<IMeterFactory>(), subscription.Feed, progress),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FeedFollower>>()));
    }
}
