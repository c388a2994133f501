using CsPlatform.Common.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Metrics.Feeds;

/// <summary>Puts the follower of decisions together.</summary>
internal static class DecisionFeedExtensions
{
    private static readonly Uri Sanctions = new("http://sanctions");

    /// <summary>Whether the configuration says where sanctions is.</summary>
    internal static bool KnowsSanctions(this IConfiguration configuration) => configuration.GetSection("services:sanctions").Exists();

    /// <summary>Adds the follower. Sanctions itself follows this service: neither waits for the other, here or at the start.</summary>
    internal static IServiceCollection AddDecisionFeed(this IServiceCollection services)
    {
        services.AddGrpcClient<SanctionsService.SanctionsServiceClient>(client => client.Address = Sanctions);
        services.AddGrpcClient<FeedService.FeedServiceClient>(client => client.Address = Sanctions);
        services.AddSingleton<FoldDecisions>();
        services.AddSingleton<DecisionFeed>();
        return services.AddFeedFollower(DecisionFeed.Name, provider => provider.GetRequiredService<DecisionFeed>().Subscription);
    }
}
