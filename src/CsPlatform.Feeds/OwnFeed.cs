using CsPlatform.Persistence.Feeds;
using Grpc.Core;

namespace CsPlatform.Feeds;

/// <summary>The feed that this service publishes, if it does.</summary>
internal sealed class OwnFeed(FeedLog? log)
{
    /// <exception cref="RpcException">UNIMPLEMENTED: it publishes none.</exception>
    internal FeedLog Log => log ?? throw new RpcException(new Status(StatusCode.Unimplemented, "This service publishes no feed."));
}
