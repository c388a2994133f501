namespace CsPlatform.Persistence.Feeds;

/// <summary>Records to append to one partition, in their order.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Records">The records; none may exceed <see cref="FeedLog.RecordSizeLimit"/> bytes.</param>
public sealed record FeedAppend(int Partition, IReadOnlyList<ReadOnlyMemory<byte>> Records);
