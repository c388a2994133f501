using CsPlatform.Persistence.Feeds;

namespace CsPlatform.Persistence.Archiving;

/// <summary>What is no longer in the database, read from its files.</summary>
internal sealed class FeedArchive(ArchiveCatalogue catalogue, ArchiveOptions options)
{
    /// <summary>What follows a position, if that is archived: the rest of the block that holds it, about 1 MiB.</summary>
    /// <exception cref="ArchiveException">The file that should hold it is missing or damaged.</exception>
    internal async Task<IReadOnlyList<StoredSegment>> ReadAsync(int partition, long after, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(partition, after, cancellation) is not { } file || file.FirstPosition > after + 1)
        {
            return [];
        }

        var folder = options.Folder ?? throw new ArchiveException(
            partition, file.File, "No Feed:Archive:Folder is configured; name the folder that holds it.");
        return await ArchiveFileReader.ReadAsync(folder, file, after, cancellation);
    }
}
