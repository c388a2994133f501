namespace CsPlatform.Cli.Verifying;

/// <summary>Something in a feed is not as it must be.</summary>
/// <param name="Partition">Where; null: the feed as a whole.</param>
/// <param name="Position">The first position concerned.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Next">What to do.</param>
internal sealed record FeedProblem(int? Partition, long? Position, string What, string Next);
