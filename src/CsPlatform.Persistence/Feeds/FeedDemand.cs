namespace CsPlatform.Persistence.Feeds;

/// <summary>What a reader wants of one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="After">The position behind which it reads.</param>
/// <param name="Records">About how many records it takes at most: an answer ends with a stored segment, the first is always given.</param>
public readonly record struct FeedDemand(int Partition, long After, long Records);
