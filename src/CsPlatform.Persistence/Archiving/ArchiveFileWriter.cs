using System.Security.Cryptography;
using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Archiving;

/// <summary>
/// Writes an archive file under a name of its own and gives it its real name when all of it is on the disk: whoever finds a file of that
/// name finds it whole.
/// </summary>
internal sealed class ArchiveFileWriter : IAsyncDisposable
{
    internal const string Unfinished = ".unfinished";

    private readonly string folder;
    private readonly int partition;
    private readonly string directory;
    private readonly string path;
    private readonly FileStream stream;
    private readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream block = new();
    private readonly List<ArchiveBlock> index = [];
    private StoredSegment? first;
    private StoredSegment? last;
    private long segments;
    private bool isFinished;

    private ArchiveFileWriter(string folder, string directory, int partition)
    {
        this.folder = folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        this.partition = partition;
        this.directory = directory;
        Directory.CreateDirectory(Path.Combine(folder, directory));
        path = Path.Combine(folder, directory, $"{partition:000}{Unfinished}");
        stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <summary>Bytes written so far.</summary>
    internal long Size => stream.Position;

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await block.DisposeAsync();
        sum.Dispose();
        if (!isFinished)
        {
            File.Delete(path);
        }
    }

    internal static async Task<ArchiveFileWriter> CreateAsync(
        string folder, string directory, int partition, CancellationToken cancellation)
    {
        var writer = new ArchiveFileWriter(folder, directory, partition);
        await writer.WriteAsync(ArchiveFormat.Magic.ToArray(), cancellation);
        return writer;
    }

    internal async Task AddAsync(StoredSegment segment, CancellationToken cancellation)
    {
        if (block.Length > 0 && block.Length + segment.Content.Length > ArchiveFormat.BlockSize)
        {
            await EndBlockAsync(cancellation);
        }

        ArchiveFormat.AddSegment(block, segment);
        first ??= segment;
        last = segment;
        segments++;
    }

    /// <summary>Ends the file, brings it to the disk and gives it its name.</summary>
    internal async Task<ArchivedFile> FinishAsync(CancellationToken cancellation)
    {
        if (first is null || last is null)
        {
            throw new InvalidOperationException("An archive file holds at least one segment.");
        }

        await EndBlockAsync(cancellation);
        byte[] entries = [.. index.SelectMany(ArchiveFormat.Entry)];
        await WriteAsync(entries, cancellation);
        await WriteAsync(ArchiveFormat.Footer(partition, index.Count, entries), cancellation);
        stream.Flush(flushToDisk: true);
        var size = stream.Length;
        await stream.DisposeAsync();
        // The positions are in the name: a month that was archived and got more rows since gets another file.
        var name = $"{directory}/{partition:000}-{first.FirstPosition}-{last.LastPosition}.csfeed";
        File.Move(path, Path.Combine(folder, name), overwrite: true);
        isFinished = true;
        for (var at = Path.Combine(folder, directory); at.Length >= folder.Length; at = Path.GetDirectoryName(at)!)
        {
            FolderSync.Flush(at);
        }

        return new ArchivedFile(
            partition, first.FirstPosition, last.LastPosition, segments, first.AppendedAt, last.AppendedAt,
            first.Hash, last.Hash, name, size, sum.GetHashAndReset());
    }

    private async Task EndBlockAsync(CancellationToken cancellation)
    {
        var stored = ArchiveFormat.Compress(block.GetBuffer().AsSpan(0, (int)block.Length));
        index.Add(new ArchiveBlock(last!.LastPosition, stream.Position, stored.Length, (int)block.Length, SHA256.HashData(stored)));
        block.SetLength(0);
        await WriteAsync(stored, cancellation);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellation)
    {
        sum.AppendData(bytes);
        await stream.WriteAsync(bytes, cancellation);
    }
}
