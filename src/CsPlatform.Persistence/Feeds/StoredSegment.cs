namespace CsPlatform.Persistence.Feeds;

/// <summary>Records that were committed together, as they are stored, with the link to those before.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="FirstPosition">Position of the first record.</param>
/// <param name="LastPosition">Position of the last record.</param>
/// <param name="AppendedAt">When it was appended.</param>
/// <param name="Content">The records, each as its length (4 bytes, little-endian) and its bytes.</param>
/// <param name="PreviousHash">Hash of the segment before; null when it was written before segments had hashes.</param>
/// <param name="Hash">Hash of this one; null when it was written before segments had hashes.</param>
/// <param name="IsArchived">Whether it was read from an archive file.</param>
public sealed record StoredSegment(
    int Partition,
    long FirstPosition,
    long LastPosition,
    DateTimeOffset AppendedAt,
    byte[] Content,
    byte[]? PreviousHash,
    byte[]? Hash,
    bool IsArchived)
{
    /// <summary>Number of records.</summary>
    public int Count => (int)(LastPosition - FirstPosition + 1);
}
