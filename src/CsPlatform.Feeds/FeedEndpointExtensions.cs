using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CsPlatform.Feeds;

/// <summary>Puts the feed endpoint into a service.</summary>
public static class FeedEndpointExtensions
{
    /// <summary>Serves <c>csplatform.common.v1.FeedService</c> beside the service's own endpoint.</summary>
    public static void MapFeedService(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<FeedEndpoint>();
}
