using CsPlatform.Feeds;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.Clocks;
using CsPlatform.Metrics.Closing;
using CsPlatform.Metrics.Feeds;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Scores;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Subjects;
using CsPlatform.Metrics.UseCases;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics;

/// <summary>Puts the service together; the process and the tests start the same one.</summary>
internal static class MetricsHost
{
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adapt = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("metricsdb", configureDataSourceBuilder: Connections.Configure);
        // Without Redis followers wait a little longer, which is no reason to take the service out.
        builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);
        AddMetrics(builder.Services, RulebookCatalogue.LoadWith(builder.Configuration[RulebookCatalogue.FolderKey]));
        var followsDecisions = builder.Configuration.KnowsSanctions();
        if (followsDecisions)
        {
            builder.Services.AddDecisionFeed();
        }

        adapt?.Invoke(builder);
        var app = builder.Build();
        if (!followsDecisions)
        {
            app.Logger.LogInformation("No address of sanctions is configured: what its decisions oblige to is not watched");
        }

        app.MapDefaultEndpoints();
        app.MapGrpcService<MetricsEndpoint>();
        app.MapGrpcService<ClockEndpoint>();
        app.MapGrpcService<BoardEndpoint>();
        app.MapFeedService();
        return app;
    }

    private static void AddMetrics(IServiceCollection services, RulebookCatalogue rulebooks)
    {
        services.AddOptions<MetricsOptions>()
            .BindConfiguration(MetricsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(rulebooks);
        services.AddGrpcClient<IngestionService.IngestionServiceClient>(client => client.Address = new Uri("http://ingestion"));

        services.AddPersistence(typeof(MetricsHost).Assembly);
        services.AddFeedLog("metrics").AddFeedService();
        services.AddSingleton<FigurePublisher>();
        services.AddSubjects().AddScores();
        services.AddFolding();
        services.AddClocks();
        services.AddBoard();
        services.AddSingleton<EventFeed>();
        services.AddFeedFollower(EventFeed.Name, provider => provider.GetRequiredService<EventFeed>().Subscription);

        services.AddSingleton<PartitionCloser>();
        services.AddSingleton<DayCloser>();
        services.AddSingleton<MonthSealer>();
        services.AddSingleton<DueDays>();
        services.AddSingleton<ClosingClockStore>();
        services.AddHostedService<ClosingClock>();

        services.AddSingleton<CloseDays>();
        services.AddSingleton<SealFigures>();
        services.AddReading();
        services.AddSingleton<FollowFigures>();
        services.AddFailureMap<FeedPositionException>(
            e => Refusal.FailedPrecondition("POSITION_BEYOND_FEED", $"partitions/{e.Partition}", e.Message));
        services.AddSingleton<GetHeads>();
    }
}
