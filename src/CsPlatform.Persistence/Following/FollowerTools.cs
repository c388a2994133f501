using CsPlatform.Persistence.Transactions;
using Microsoft.Extensions.Logging;

namespace CsPlatform.Persistence.Following;

/// <summary>What a follower works with.</summary>
internal sealed record FollowerTools(
    Database Database, CursorStore Cursors, PoisonStore Poison, FollowerMeter Meter, TimeProvider Time, ILogger<FeedFollower> Logger);
