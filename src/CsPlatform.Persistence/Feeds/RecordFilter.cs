namespace CsPlatform.Persistence.Feeds;

/// <summary>Whether a record, by its bytes, is one that a follower asked for. It is called for every record that is passed over.</summary>
public delegate bool RecordFilter(ReadOnlySpan<byte> content);
