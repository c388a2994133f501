using CsPlatform.Common.V1;

namespace CsPlatform.Feeds;

/// <summary>The table of contents of what every service tells about its feeds.</summary>
internal sealed class FeedEndpoint : FeedService.FeedServiceBase;
