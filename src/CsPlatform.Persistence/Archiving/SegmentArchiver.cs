using System.Security.Cryptography;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Archiving;

/// <summary>
/// Moves whole months of segments into files, in steps that can each be cut off and begun again: write a file and bring it to the disk,
/// note it in the catalogue, and only when the catalogue covers every row of a month's table, drop the table.
/// </summary>
internal sealed class SegmentArchiver(
    string feed, NpgsqlDataSource dataSource, Database database, ArchiveCatalogue catalogue, SegmentMonths months,
    ArchiveOptions options, TimeProvider time)
{
    // A file that is damaged costs at most so much, and its index stays small.
    private const long FileSize = 64 << 20;

    // Those who append and read wait for this long at most, and are let through before the next try.
    private const string LockParent = "SET LOCAL lock_timeout = '1s'; LOCK TABLE ONLY feed.segment IN ACCESS EXCLUSIVE MODE";

    private string Folder => options.Folder ?? throw new InvalidOperationException($"{ArchiveOptions.Section}:Folder is not set.");

    /// <summary>The tables to archive now, earliest first.</summary>
    internal async Task<IReadOnlyList<SegmentMonth>> DueAsync(CancellationToken cancellation)
    {
        if (options.KeepMonths is not { } keep)
        {
            return [];
        }

        var kept = SegmentMonth.StartOf(time.GetUtcNow()).AddMonths(-keep);
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        return [.. (await SegmentMonths.ListAsync(connection, null, cancellation)).Where(month => month.Until <= kept)];
    }

    /// <summary>Writes what no file has yet, and notes each file as soon as it is on the disk. Returns the number of files.</summary>
    internal async Task<int> WriteAsync(SegmentMonth month, CancellationToken cancellation)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        var ends = await ArchiveCatalogue.EndsAsync(connection, null, cancellation);
        var files = 0;
        foreach (var partition in Partitions.All)
        {
            var after = ends.GetValueOrDefault(partition);
            while (await WriteFileAsync(connection, month, partition, after, cancellation) is { } file)
            {
                await catalogue.AddAsync(connection, file, cancellation);
                after = file.LastPosition;
                files++;
            }
        }

        return files;
    }

    /// <summary>Writes one file of what follows a position; null when the table has nothing there. It is not in the catalogue yet.</summary>
    internal async Task<ArchivedFile?> WriteFileAsync(
        NpgsqlConnection connection, SegmentMonth month, int partition, long after, CancellationToken cancellation)
    {
        var rows = await PageAsync(connection, month, partition, after, cancellation);
        if (rows.Count == 0)
        {
            return null;
        }

        var directory = $"{feed}/{month.Table["segment_".Length..]}";
        await using var writer = await ArchiveFileWriter.CreateAsync(Folder, directory, partition, cancellation);
        StoredSegment? before = null;
        while (rows.Count > 0 && writer.Size < FileSize)
        {
            foreach (var row in rows)
            {
                Check(row, before, after);
                await writer.AddAsync(row, cancellation);
                before = row;
                after = row.LastPosition;
            }

            rows = await PageAsync(connection, month, partition, after, cancellation);
        }

        return await writer.FinishAsync(cancellation);
    }

    /// <summary>
    /// Drops the table when all of its rows are in files that are as they were written. False: rows came since; write again.
    /// </summary>
    /// <exception cref="ArchiveException">A file is missing or damaged; the table is kept.</exception>
    internal async Task<bool> DropAsync(SegmentMonth month, CancellationToken cancellation)
    {
        foreach (var file in await catalogue.OfAsync(month, cancellation))
        {
            await ArchiveFileReader.CheckAsync(Folder, file, cancellation);
        }

        var isDropped = await database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await ExecuteAsync(connection, transaction, LockParent, token);
                await using var command = new NpgsqlCommand(HasMore(month), connection, transaction);
                if (await command.ExecuteScalarAsync(token) is true)
                {
                    return false;
                }

                await ExecuteAsync(connection, transaction, $"DROP TABLE feed.{month.Table}", token);
                return true;
            },
            cancellation);
        months.Forget();
        return isDropped;
    }

    // Whether any partition's last row in the table lies behind its last archived position.
    private static string HasMore(SegmentMonth month) => $"""
        SELECT EXISTS (
            SELECT FROM generate_series(0, {Partitions.Count - 1}) AS p(partition)
            CROSS JOIN LATERAL (
                SELECT s.last_position FROM feed.{month.Table} s
                WHERE s.partition = p.partition::smallint ORDER BY s.last_position DESC LIMIT 1) AS stored
            WHERE stored.last_position > coalesce(
                (SELECT max(a.last_position) FROM feed.archive a WHERE a.partition = p.partition::smallint), 0))
        """;

    private static async Task<IReadOnlyList<StoredSegment>> PageAsync(
        NpgsqlConnection connection, SegmentMonth month, int partition, long after, CancellationToken cancellation)
        => await SegmentReader.ReadAsync(connection, month.Table, partition, after, cancellation);

    // A log that is damaged stays where it is, so that it can be mended and looked into.
    private static void Check(StoredSegment segment, StoredSegment? before, long after)
    {
        var place = $"Segment {segment.FirstPosition} to {segment.LastPosition} of partition {segment.Partition}";
        if (segment.FirstPosition != after + 1)
        {
            throw new InvalidDataException($"{place} follows on position {after}: something is missing between them.");
        }

        if (segment is not { Hash: { } hash, PreviousHash: { } previous })
        {
            return;
        }

        var positions = (segment.FirstPosition, segment.LastPosition);
        var expected = SegmentHash.Of(
            previous, segment.Partition, positions, segment.AppendedAt, SHA256.HashData(segment.Content));
        if (!expected.AsSpan().SequenceEqual(hash) || before?.Hash is { } last && !last.AsSpan().SequenceEqual(previous))
        {
            throw new InvalidDataException($"{place} does not have the hash of its bytes, or is not linked to the one before.");
        }
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
