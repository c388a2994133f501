using CsPlatform.Common.V1;
using CsPlatform.Persistence.Feeds;
using Google.Protobuf;

namespace CsPlatform.Feeds.UseCases;

/// <summary>The ends of this service's own feed.</summary>
internal sealed class GetFeed(OwnFeed feed)
{
    internal async Task<GetFeedResponse> HandleAsync(CancellationToken cancellation)
    {
        var ends = await feed.Log.EndsAsync(cancellation);
        return new GetFeedResponse { Heads = { ends.Select(ToProto) } };
    }

    private static Common.V1.FeedHead ToProto(FeedEnd end) => new()
    {
        Partition = end.Partition,
        Position = end.Head.Position,
        Hash = ByteString.CopyFrom(end.Head.Hash ?? []),
        FirstStoredPosition = end.FirstStoredPosition,
    };
}
