using CsPlatform.Ingestion.V1;
using CsPlatform.Persistence;

namespace CsPlatform.Sanctions.Feeds;

/// <summary>Puts the follower of ingestion's facts together.</summary>
internal static class FactFeedExtensions
{
    /// <summary>Whether the configuration says where ingestion is. Without it incidents and outside figures are not judged.</summary>
    internal static bool KnowsIngestion(this IConfiguration configuration) => configuration.GetSection("services:ingestion").Exists();

    internal static IServiceCollection AddFactFeed(this IServiceCollection services)
    {
        services.AddGrpcClient<IngestionService.IngestionServiceClient>(client => client.Address = new Uri("http://ingestion"));
        services.AddSingleton<JudgeFacts>();
        services.AddSingleton<FactFeed>();
        return services.AddFeedFollower(FactFeed.Name, provider => provider.GetRequiredService<FactFeed>().Subscription);
    }
}
