using CsPlatform.Billing.Feeds;
using CsPlatform.Billing.Storage;
using CsPlatform.Billing.UseCases;
using CsPlatform.Billing.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Following;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Billing;

/// <summary>The parts of this service.</summary>
internal static class BillingServices
{
    internal static IServiceCollection AddBilling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(RulebookCatalogue.LoadWith(configuration[RulebookCatalogue.FolderKey]));
        services.AddSingleton<FeeTermsSource>();
        services.AddSingleton<PlatformCheck>();
        services.AddSingleton<BookLoader>();
        services.AddSingleton<WaitingUsage>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<IngestionFeed>();
        services.AddSingleton<BillEvents>();
        services.AddSingleton<CaughtUp>();
        services.AddSingleton<PublishTariff>();
        services.AddSingleton<ListTariffs>();
        services.AddSingleton<GetStatement>();
        services.AddSingleton<FollowCharges>();
        services.AddFailureMap<FeedPositionException>(
            e => Refusal.FailedPrecondition("POSITION_BEYOND_FEED", $"partitions/{e.Partition}", e.Message));
        return services;
    }

    internal static FeedSubscription SubscribeToIngestion(IServiceProvider provider) => new()
    {
        Feed = IngestionFeed.Name,
        Open = provider.GetRequiredService<IngestionFeed>().OpenAsync,
        Heads = provider.GetRequiredService<IngestionFeed>().HeadsAsync,
        Apply = provider.GetRequiredService<BillEvents>().ApplyAsync,
    };
}
