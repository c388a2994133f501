using CsPlatform.Common.V1;
using CsPlatform.Feeds.UseCases;
using Grpc.Core;

namespace CsPlatform.Feeds;

/// <summary>The table of contents of what every service tells about its feeds.</summary>
internal sealed class FeedEndpoint(GetFeed getFeed, ReadSegments readSegments) : FeedService.FeedServiceBase
{
    public override Task<GetFeedResponse> GetFeed(GetFeedRequest request, ServerCallContext context)
        => getFeed.HandleAsync(context.CancellationToken);

    public override Task ReadSegments(
        ReadSegmentsRequest request, IServerStreamWriter<ReadSegmentsResponse> responseStream, ServerCallContext context)
        => readSegments.HandleAsync(request, responseStream, context.CancellationToken);
}
