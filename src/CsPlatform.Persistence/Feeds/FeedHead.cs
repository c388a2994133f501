namespace CsPlatform.Persistence.Feeds;

/// <summary>The end of a partition, as the next append continues it.</summary>
/// <param name="Position">Position of the last record; 0 before the first.</param>
/// <param name="Hash">Hash of the last segment; null when there is none, or it was written before segments had hashes.</param>
/// <param name="AppendedAt">When the last segment was appended; null when there is none.</param>
public sealed record FeedHead(long Position, byte[]? Hash, DateTimeOffset? AppendedAt);
