using CsPlatform.Billing.Storage;
using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Billing.Feeds;

/// <summary>Puts the follower of decisions together.</summary>
internal static class DecisionFeedExtensions
{
    private static readonly Uri Sanctions = new("http://sanctions");

    internal static IServiceCollection AddDecisionFeed(this IServiceCollection services)
    {
        services.AddOptions<FineOptions>().BindConfiguration(FineOptions.Section).ValidateOnStart();
        services.AddGrpcClient<SanctionsService.SanctionsServiceClient>(client => client.Address = Sanctions);
        services.AddGrpcClient<FeedService.FeedServiceClient>(client => client.Address = Sanctions);
        services.AddSingleton<AmountRules>();
        services.AddSingleton<FineStore>();
        services.AddSingleton<BillDecisions>();
        services.AddSingleton<DecisionFeed>();
        return services.AddFeedFollower(DecisionFeed.Name, provider => provider.GetRequiredService<DecisionFeed>().Subscription);
    }
}
