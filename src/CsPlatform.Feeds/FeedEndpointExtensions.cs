using CsPlatform.Feeds.UseCases;
using CsPlatform.Persistence.Archiving;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CsPlatform.Feeds;

/// <summary>Puts the feed endpoint into a service.</summary>
public static class FeedEndpointExtensions
{
    /// <summary>Registers what answers <c>csplatform.common.v1.FeedService</c>.</summary>
    public static IServiceCollection AddFeedService(this IServiceCollection services)
    {
        services.AddSingleton(provider => new OwnFeed(provider.GetService<FeedLog>()));
        services.AddSingleton<GetFeed>();
        services.AddSingleton<ReadSegments>();
        services.AddSingleton<ListFollowers>();
        services.AddSingleton<ListPoisonRecords>();
        services.AddSingleton<RetryPoisonRecords>();
        services.AddFailureMap<ArchiveException>(
            e => Refusal.FailedPrecondition("ARCHIVE_FILE_UNUSABLE", $"partitions/{e.Partition}/files/{e.File}", e.Message));
        services.AddFailureMap<SegmentDamagedException>(e => Refusal.FailedPrecondition(
            "SEGMENT_DAMAGED", $"partitions/{e.Partition}/segments/{e.FirstPosition}-{e.LastPosition}", e.Message));
        return services;
    }

    /// <summary>Serves <c>csplatform.common.v1.FeedService</c> beside the service's own endpoint.</summary>
    public static void MapFeedService(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<FeedEndpoint>();
}
