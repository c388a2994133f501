using CsPlatform.Feeds;
using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.UseCases;
using CsPlatform.Ingestion.Webhooks;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults;
using CsPlatform.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace CsPlatform.Ingestion;

/// <summary>Puts the service together; the process and the tests start the same one.</summary>
internal static class IngestionHost
{
    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("ingestiondb", configureDataSourceBuilder: Connections.Configure);
        // Without Redis followers wait a little longer, which is no reason to take the service out.
        builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);
        builder.Services.AddPersistence(typeof(IngestionHost).Assembly).AddFeedLog("ingestion").AddFeedService();
        AddIngestion(builder.Services, RulebookCatalogue.LoadWith(builder.Configuration[RulebookCatalogue.FolderKey]));
        builder.Services.AddWebhooks();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGrpcService<IngestionEndpoint>();
        app.MapFeedService();
        app.MapWebhooks();
        return app;
    }

    private static void AddIngestion(IServiceCollection services, RulebookCatalogue rulebooks)
    {
        services.AddOptions<IngestionOptions>()
            .BindConfiguration(IngestionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(rulebooks);
        services.AddSingleton(provider => new SkewWindows(provider.GetRequiredService<IOptions<IngestionOptions>>().Value));
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<IngestionOptions>>().Value;
            var platforms = provider.GetRequiredService<RulebookCatalogue>().Platforms;
            return new EventValidator(platforms, provider.GetRequiredService<SkewWindows>(), options.EarliestOccurredAt);
        });
        services.AddSingleton<SenderDirectory>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<Quarantine>();
        services.AddSingleton<QuarantineList>();
        services.AddSingleton<IntakeReport>();
        services.AddSingleton<QuarantineShelf>();
        services.AddSingleton<SealedMonths>();
        services.AddHostedService<SweepCountedBatches>();
        services.AddSingleton<IngestionMeter>();
        services.AddSingleton<Quotas>();
        services.AddSingleton<Admission>();
        services.AddSingleton<WriteGroups>();
        services.AddHostedService(provider => provider.GetRequiredService<WriteGroups>());
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<IngestEvents>();
        services.AddSingleton<SubmitEvents>();
        services.AddSingleton<SealMonth>();
        services.AddSingleton<ListSealedMonths>();
        services.AddSingleton<FollowEvents>();
        services.AddFailureMap<FeedPositionException>(
            e => Refusal.FailedPrecondition("POSITION_BEYOND_FEED", $"partitions/{e.Partition}", e.Message));
        services.AddSingleton<GetHeads>();
        services.AddSingleton<ListQuarantine>();
        services.AddSingleton<GetIntakeCounts>();
        services.AddSingleton<RedriveQuarantine>();
    }
}
