using CsPlatform.Feeds;
using CsPlatform.Billing.Feeds;
using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults;

namespace CsPlatform.Billing;

/// <summary>Composition root.</summary>
internal static class Program
{
    internal static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddNpgsqlDataSource("billingdb", configureDataSourceBuilder: Connections.Configure);
        // Without Redis followers wait a little longer, which is no reason to take the service out.
        builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);
        builder.Services.AddPersistence(typeof(Program).Assembly);
        builder.Services.AddFeedLog(Publisher.Name).AddFeedService();
        builder.Services.AddBilling(builder.Configuration);
        builder.Services.AddFeedFollower(IngestionFeed.Name, BillingServices.SubscribeToIngestion);
        builder.Services.AddGrpcClient<IngestionService.IngestionServiceClient>(
            client => client.Address = new Uri("http://ingestion"));
        builder.Services.AddDecisionFeed();
        var app = builder.Build();
        app.MapGrpcService<BillingEndpoint>();
        app.MapFeedService();
        app.MapDefaultEndpoints();
        return app;
    }

    private static void Main(string[] args) => Build(args).Run();
}
