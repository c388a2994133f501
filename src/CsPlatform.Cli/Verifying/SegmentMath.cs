using System.Buffers.Binary;
using System.Security.Cryptography;
using CsPlatform.Common.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Verifying;

/// <summary>
/// The rules of a stored segment, worked out from the contract and nothing else: this shares no code with the services that write it.
/// </summary>
internal static class SegmentMath
{
    internal const int HashSize = 32;

    private const long NanosecondsPerMicrosecond = 1_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>What a segment's hash has to be.</summary>
    internal static byte[] Hash(StoredSegment segment)
    {
        var bytes = new byte[segment.PreviousHash.Length + 2 + 8 + 8 + 8 + HashSize];
        segment.PreviousHash.Span.CopyTo(bytes);
        var rest = bytes.AsSpan(segment.PreviousHash.Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)segment.Partition);
        BinaryPrimitives.WriteInt64BigEndian(rest[2..], segment.FirstPosition);
        BinaryPrimitives.WriteInt64BigEndian(rest[10..], segment.LastPosition);
        BinaryPrimitives.WriteInt64BigEndian(rest[18..], Microseconds(segment.AppendedAt));
        SHA256.HashData(segment.Content.Span, rest[26..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>Number of records in a content; null when it does not divide into records.</summary>
    internal static long? CountRecords(ReadOnlySpan<byte> content)
    {
        var count = 0L;
        while (content.Length > 0)
        {
            if (content.Length < sizeof(int)
                || BinaryPrimitives.ReadUInt32LittleEndian(content) is var size && size > content.Length - sizeof(int))
            {
                return null;
            }

            content = content[(sizeof(int) + (int)size)..];
            count++;
        }

        return count;
    }

    private static long Microseconds(Timestamp? at) =>
        at is null ? 0 : (at.Seconds * MicrosecondsPerSecond) + (at.Nanos / NanosecondsPerMicrosecond);
}
