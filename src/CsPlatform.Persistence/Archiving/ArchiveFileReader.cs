using System.Buffers.Binary;
using System.Security.Cryptography;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Archiving;

/// <summary>Reads archive files; every byte that it goes by is checked against a hash.</summary>
internal static class ArchiveFileReader
{
    /// <summary>The segments of the block that holds what follows <paramref name="after"/>.</summary>
    /// <exception cref="ArchiveException">The file is missing, or is not as it was written.</exception>
    internal static Task<IReadOnlyList<StoredSegment>> ReadAsync(
        string folder, ArchivedFile file, long after, CancellationToken cancellation)
        => OpenAsync(folder, file, async stream =>
        {
            var block = Find(await IndexAsync(stream, file, cancellation), after);
            var stored = await BytesAsync(stream, block.Offset, block.StoredSize, cancellation);
            var segments = ArchiveFormat.Segments(file.Partition, stored, block).Where(segment => segment.LastPosition > after).ToList();
            return segments.Count > 0 && segments[0].FirstPosition <= after + 1
                ? (IReadOnlyList<StoredSegment>)segments
                : throw new InvalidDataException($"It does not hold what follows position {after}.");
        });

    /// <summary>Reads all of a file and compares it with the catalogue.</summary>
    /// <exception cref="ArchiveException">The file is missing, or is not as it was written.</exception>
    internal static Task CheckAsync(string folder, ArchivedFile file, CancellationToken cancellation)
        => OpenAsync(folder, file, async stream =>
            (await SHA256.HashDataAsync(stream, cancellation)).AsSpan().SequenceEqual(file.Sha256)
                ? true
                : throw new InvalidDataException("Its SHA-256 is not that of the catalogue."));

    private static async Task<T> OpenAsync<T>(string folder, ArchivedFile file, Func<FileStream, Task<T>> read)
    {
        try
        {
            await using var stream = new FileStream(
                Path.Combine(folder, file.File), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
            return stream.Length == file.Size
                ? await read(stream)
                : throw new InvalidDataException($"It has {stream.Length} bytes instead of {file.Size}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException(file.Partition, file.File, "It is missing.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
            or ArgumentException or OverflowException)
        {
            throw new ArchiveException(file.Partition, file.File, e.Message, e);
        }
    }

    private static async Task<byte[]> IndexAsync(FileStream stream, ArchivedFile file, CancellationToken cancellation)
    {
        var footer = await BytesAsync(stream, stream.Length - ArchiveFormat.FooterSize, ArchiveFormat.FooterSize, cancellation);
        var entries = BinaryPrimitives.ReadInt32LittleEndian(footer.AsSpan(4));
        var size = (long)entries * ArchiveFormat.EntrySize;
        if (!footer.AsSpan(footer.Length - ArchiveFormat.Magic.Length).SequenceEqual(ArchiveFormat.Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(footer) != file.Partition
            || entries <= 0 || size > stream.Length - footer.Length)
        {
            throw new InvalidDataException("Its end is not as it was written.");
        }

        var index = await BytesAsync(stream, stream.Length - footer.Length - size, (int)size, cancellation);
        return SHA256.HashData(index).AsSpan().SequenceEqual(footer.AsSpan(8, SegmentHash.Size))
            ? index
            : throw new InvalidDataException("Its index is not as it was written.");
    }

    private static ArchiveBlock Find(byte[] index, long after)
    {
        var (low, high) = (0, (index.Length / ArchiveFormat.EntrySize) - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ArchiveFormat.Block(index.AsSpan(middle * ArchiveFormat.EntrySize)).LastPosition > after)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return ArchiveFormat.Block(index.AsSpan(low * ArchiveFormat.EntrySize));
    }

    private static async Task<byte[]> BytesAsync(FileStream stream, long offset, int size, CancellationToken cancellation)
    {
        var bytes = new byte[size];
        stream.Position = offset;
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
