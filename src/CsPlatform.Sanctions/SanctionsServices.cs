using CsPlatform.Feeds;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Appeals;
using CsPlatform.Sanctions.Approvals;
using CsPlatform.Sanctions.Feeds;
using CsPlatform.Sanctions.Reasons;
using CsPlatform.Sanctions.Standings;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.UseCases;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Sanctions;

/// <summary>What this service is made of.</summary>
internal static class SanctionsServices
{
    public static IServiceCollection AddSanctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(RulebookCatalogue.LoadWith(configuration[RulebookCatalogue.FolderKey]));
        services.AddGrpcClient<MetricsService.MetricsServiceClient>(client => client.Address = new Uri("http://metrics"));

        services.AddPersistence(typeof(SanctionsServices).Assembly);
        services.AddFeedLog("sanctions").AddFeedService();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<CourseReplay>();
        services.AddSingleton<JudgeFigures>();
        services.AddSingleton<FigureFeed>();
        services.AddFeedFollower(FigureFeed.Name, provider => provider.GetRequiredService<FigureFeed>().Subscription);

        if (configuration.KnowsIngestion())
        {
            services.AddFactFeed();
            services.AddHostedService<AppealFactSender>();
        }

        services.AddSingleton<FeedsJudged>();
        services.AddSingleton<ListDecisions>();
        services.AddStandings();
        services.AddSingleton<RecordExamResult>();
        services.AddSingleton<FollowDecisions>();
        services.AddReasons();
        services.AddAppeals();
        services.AddApprovals();
        services.AddSingleton<ReplayDraft>();
        services.AddFailureMap<FeedPositionException>(
            e => Refusal.FailedPrecondition("POSITION_BEYOND_FEED", $"partitions/{e.Partition}", e.Message));
        return services;
    }
}
