using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Archiving;

/// <summary>
/// The bytes of an archive file, all numbers little-endian:
/// <code>
/// file    = "CSFEED01" block* index footer
/// block   = Brotli(segment*)                                  about 1 MiB plain: the unit of reading
/// segment = first_position(8) last_position(8) appended_at_us(8) size(4) has_hash(1) previous_hash(32) hash(32) content(size)
/// index   = entry*                                            one per block
/// entry   = last_position(8) offset(8) stored_size(4) plain_size(4) sha256_of_stored(32)
/// footer  = partition(4) entries(4) sha256_of_index(32) "CSFEED01"
/// </code>
/// Hashes of a segment without them are zeros, with has_hash 0.
/// </summary>
internal static class ArchiveFormat
{
    internal const int BlockSize = 1 << 20;
    internal const int EntrySize = 8 + 8 + 4 + 4 + SegmentHash.Size;
    internal const int FooterSize = 4 + 4 + SegmentHash.Size + 8;

    private const int SegmentHeader = 8 + 8 + 8 + 4 + 1 + (2 * SegmentHash.Size);
    private const int Quality = 5;
    private const int Window = 22;

    internal static ReadOnlySpan<byte> Magic => "CSFEED01"u8;

    internal static void AddSegment(MemoryStream block, StoredSegment segment)
    {
        Span<byte> header = stackalloc byte[SegmentHeader];
        header.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(header, segment.FirstPosition);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], segment.LastPosition);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], SegmentHash.Microseconds(segment.AppendedAt));
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], segment.Content.Length);
        if (segment is { Hash: { } hash, PreviousHash: { } previous })
        {
            header[28] = 1;
            previous.CopyTo(header[29..]);
            hash.CopyTo(header[(29 + SegmentHash.Size)..]);
        }

        block.Write(header);
        block.Write(segment.Content);
    }

    internal static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, room, out var written, Quality, Window)
            ? room[..written]
            : throw new InvalidDataException($"A block of {plain.Length} bytes does not compress.");
    }

    internal static byte[] Entry(ArchiveBlock block)
    {
        var entry = new byte[EntrySize];
        BinaryPrimitives.WriteInt64LittleEndian(entry, block.LastPosition);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8), block.Offset);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(16), block.StoredSize);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(20), block.PlainSize);
        block.Sha256.CopyTo(entry.AsSpan(24));
        return entry;
    }

    internal static ArchiveBlock Block(ReadOnlySpan<byte> entry) => new(
        BinaryPrimitives.ReadInt64LittleEndian(entry),
        BinaryPrimitives.ReadInt64LittleEndian(entry[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(entry[16..]),
        BinaryPrimitives.ReadInt32LittleEndian(entry[20..]),
        entry[24..EntrySize].ToArray());

    internal static byte[] Footer(int partition, int entries, ReadOnlySpan<byte> index)
    {
        var footer = new byte[FooterSize];
        BinaryPrimitives.WriteInt32LittleEndian(footer, partition);
        BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(4), entries);
        SHA256.HashData(index, footer.AsSpan(8, SegmentHash.Size));
        Magic.CopyTo(footer.AsSpan(8 + SegmentHash.Size));
        return footer;
    }

    /// <summary>The segments of a block; each one's hash must be that of its bytes.</summary>
    /// <exception cref="InvalidDataException">They are not as they were written.</exception>
    internal static List<StoredSegment> Segments(int partition, ReadOnlySpan<byte> stored, ArchiveBlock block)
    {
        Span<byte> sum = stackalloc byte[SegmentHash.Size];
        SHA256.HashData(stored, sum);
        var plain = new byte[block.PlainSize];
        if (!sum.SequenceEqual(block.Sha256)
            || !BrotliDecoder.TryDecompress(stored, plain, out var written) || written != plain.Length)
        {
            throw new InvalidDataException($"The block at byte {block.Offset} is not as it was written.");
        }

        var segments = new List<StoredSegment>();
        for (var rest = plain.AsSpan(); rest.Length > 0;)
        {
            var segment = Segment(partition, rest);
            segments.Add(segment);
            rest = rest[(SegmentHeader + segment.Content.Length)..];
        }

        return segments;
    }

    private static StoredSegment Segment(int partition, ReadOnlySpan<byte> bytes)
    {
        var (first, last) = (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
        var at = DateTimeOffset.UnixEpoch.AddTicks(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) * TimeSpan.TicksPerMicrosecond);
        var content = bytes.Slice(SegmentHeader, BinaryPrimitives.ReadInt32LittleEndian(bytes[24..])).ToArray();
        if (bytes[28] == 0)
        {
            return new StoredSegment(partition, first, last, at, content, null, null, IsArchived: true);
        }

        var previous = bytes.Slice(29, SegmentHash.Size).ToArray();
        var hash = bytes.Slice(29 + SegmentHash.Size, SegmentHash.Size).ToArray();
        return SegmentHash.Of(previous, partition, (first, last), at, SHA256.HashData(content)).AsSpan().SequenceEqual(hash)
            ? new StoredSegment(partition, first, last, at, content, previous, hash, IsArchived: true)
            : throw new InvalidDataException($"The segment of positions {first} to {last} does not have the hash that is stored with it.");
    }
}
