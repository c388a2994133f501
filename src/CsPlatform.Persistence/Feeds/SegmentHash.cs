using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CsPlatform.Persistence.Feeds;

/// <summary>What links a segment to those before it: changing, dropping or inserting one changes every hash that follows.</summary>
internal static class SegmentHash
{
    internal const int Size = SHA256.HashSizeInBytes;

    private const int PreimageSize = Size + sizeof(short) + (3 * sizeof(long)) + Size;

    /// <summary>What a partition's first segment has for the hash of the one before.</summary>
    internal static byte[] Beginning { get; } = new byte[Size];

    /// <summary>The hash of a segment; <paramref name="contentHash"/> is SHA-256 over its plain content.</summary>
    internal static byte[] Of(
        ReadOnlySpan<byte> previous, int partition, (long First, long Last) positions, DateTimeOffset appendedAt, ReadOnlySpan<byte> contentHash)
    {
        Span<byte> bytes = stackalloc byte[PreimageSize];
        previous.CopyTo(bytes);
        var rest = bytes[Size..];
        BinaryPrimitives.WriteInt16BigEndian(rest, (short)partition);
        BinaryPrimitives.WriteInt64BigEndian(rest[2..], positions.First);
        BinaryPrimitives.WriteInt64BigEndian(rest[10..], positions.Last);
        BinaryPrimitives.WriteInt64BigEndian(rest[18..], Microseconds(appendedAt));
        contentHash.CopyTo(rest[26..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>
    /// When something appended now is said to have been appended: in the microseconds that the database keeps, and never before what
    /// stands in front of it, whatever the clock does.
    /// </summary>
    internal static DateTimeOffset AppendedAt(DateTimeOffset now, DateTimeOffset? last)
    {
        var rounded = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return last > rounded ? last.Value.ToUniversalTime() : rounded;
    }

    internal static long Microseconds(DateTimeOffset at)
        => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
