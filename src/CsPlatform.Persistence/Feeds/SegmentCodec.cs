using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// A segment's stored form: each record as a 4-byte little-endian length and its bytes, all of it compressed when that makes it
/// smaller. The codec number is stored with the row, so a better codec can be added without touching old rows.
/// </summary>
internal static class SegmentCodec
{
    internal const short Plain = 0;
    internal const short Brotli = 1;

    // Under this size the compressor's fixed cost outweighs the bytes it saves.
    private const int WorthCompressing = 256;
    private const int Quality = 1;
    private const int Window = 18;

    /// <summary>The stored form of records, and SHA-256 over the plain one, which is what a segment's hash covers.</summary>
    internal static EncodedSegment Encode(ReadOnlySpan<ReadOnlyMemory<byte>> records)
    {
        var size = 0;
        foreach (var record in records)
        {
            size += sizeof(int) + record.Length;
        }

        // Both halves of one rented array: the plain form, and room for the compressed one, which must be smaller to be of use.
        var rented = ArrayPool<byte>.Shared.Rent(2 * size);
        try
        {
            var plain = rented.AsSpan(0, size);
            Write(records, plain);
            var contentHash = SHA256.HashData(plain);
            return size >= WorthCompressing
                && BrotliEncoder.TryCompress(plain, rented.AsSpan(size, size), out var written, Quality, Window)
                ? new EncodedSegment(Brotli, size, rented.AsSpan(size, written).ToArray(), contentHash)
                : new EncodedSegment(Plain, size, plain.ToArray(), contentHash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The plain form.</summary>
    internal static byte[] Content(short codec, int size, byte[] payload) => codec switch
    {
        Plain when payload.Length == size => payload,
        Plain => throw new InvalidDataException($"A segment has {payload.Length} bytes instead of {size}."),
        Brotli => Inflate(payload, size),
        _ => throw new InvalidDataException($"Segment codec {codec} is not known: a newer build wrote it, run that build."),
    };

    internal static IReadOnlyList<ReadOnlyMemory<byte>> Decode(short codec, int size, byte[] payload, int count)
        => Split(Content(codec, size, payload), size, count);

    /// <summary>The records of the plain form.</summary>
    internal static IReadOnlyList<ReadOnlyMemory<byte>> Split(byte[] plain, int size, int count)
    {
        var records = new ReadOnlyMemory<byte>[count];
        var offset = 0;
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(plain.AsSpan(offset));
            records[i] = plain.AsMemory(offset + sizeof(int), length);
            offset += sizeof(int) + length;
        }

        return offset == size
            ? records
            : throw new InvalidDataException($"A segment of {count} records ends at byte {offset} instead of {size}.");
    }

    private static void Write(ReadOnlySpan<ReadOnlyMemory<byte>> records, Span<byte> rest)
    {
        foreach (var record in records)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, record.Length);
            record.Span.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + record.Length)..];
        }
    }

    private static byte[] Inflate(byte[] payload, int size)
    {
        var plain = new byte[size];
        return BrotliDecoder.TryDecompress(payload, plain, out var written) && written == size
            ? plain
            : throw new InvalidDataException($"A segment of {size} bytes does not decompress.");
    }
}
