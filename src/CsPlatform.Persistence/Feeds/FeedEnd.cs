namespace CsPlatform.Persistence.Feeds;

/// <summary>Where a partition ends, and where that which is in the database begins.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Head">Its end.</param>
/// <param name="FirstStoredPosition">First position that is not in an archive file.</param>
public sealed record FeedEnd(int Partition, FeedHead Head, long FirstStoredPosition);
