using CsPlatform.Common.V1;
using CsPlatform.Feeds.UseCases;
using Grpc.Core;

namespace CsPlatform.Feeds;

/// <summary>The table of contents of what every service tells about its feeds.</summary>
internal sealed class FeedEndpoint(
    GetFeed getFeed,
    ReadSegments readSegments,
    ListFollowers listFollowers,
    ListPoisonRecords listPoisonRecords,
    RetryPoisonRecords retryPoisonRecords)
    : FeedService.FeedServiceBase
{
    public override Task<GetFeedResponse> GetFeed(GetFeedRequest request, ServerCallContext context)
        => getFeed.HandleAsync(context.CancellationToken);

    public override Task ReadSegments(
        ReadSegmentsRequest request, IServerStreamWriter<ReadSegmentsResponse> responseStream, ServerCallContext context)
        => readSegments.HandleAsync(request, responseStream, context.CancellationToken);

    public override Task<ListFollowersResponse> ListFollowers(ListFollowersRequest request, ServerCallContext context)
        => listFollowers.HandleAsync(context.CancellationToken);

    public override Task<ListPoisonRecordsResponse> ListPoisonRecords(ListPoisonRecordsRequest request, ServerCallContext context)
        => listPoisonRecords.HandleAsync(request, context.CancellationToken);

    public override Task<RetryPoisonRecordsResponse> RetryPoisonRecords(RetryPoisonRecordsRequest request, ServerCallContext context)
        => retryPoisonRecords.HandleAsync(request, context.CancellationToken);
}
