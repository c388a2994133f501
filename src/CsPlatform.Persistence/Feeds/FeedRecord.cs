namespace CsPlatform.Persistence.Feeds;

/// <summary>A record at its place in a partition.</summary>
/// <param name="Position">Its position, from 1.</param>
/// <param name="Content">Its bytes.</param>
public readonly record struct FeedRecord(long Position, ReadOnlyMemory<byte> Content);
