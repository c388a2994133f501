using System.Runtime.CompilerServices;
using CsPlatform.Persistence.Archiving;
using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Persistence.Feeds;

/// <summary>Reads segments, from the database and, where that no longer has them, from the archive.</summary>
internal sealed class SegmentReader(Database database, FeedArchive archive)
{
    private const string Parent = "segment";

    // Rows looked at for one answer: few where few records are wanted, since each costs a visit even when it is not answered.
    private const int MostRows = 512;
    private const int FewestRows = 32;
    private const int UsualRecords = 4;

    private static readonly DateTime EverSince = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    // Where the last read of each partition ended. Whoever goes on behind it needs no table of an earlier month, and the planner need not
    // open them: with years of tables that is most of a small read's cost.
    private readonly ReadMark?[] marks = new ReadMark?[Partitions.Count];

    /// <summary>See <see cref="FeedLog.ReadAsync(IReadOnlyList{ValueTuple{int, long}}, int, CancellationToken)"/>.</summary>
    internal async Task<IReadOnlyList<FeedSegment>> ReadAsync(
        IReadOnlyList<(int Partition, long After)> wanted, int maxRecords, CancellationToken cancellation)
    {
        var from = Array.ConvertAll(wanted.ToArray(), place => From(place.Partition, place.After));
        var stored = await database.ReadAsync(
            (connection, token) => ReadAsync(connection, Parent, wanted, from, maxRecords, token), cancellation);
        var found = new List<FeedSegment>(wanted.Count);
        for (var i = 0; i < wanted.Count; i++)
        {
            var (partition, after) = wanted[i];
            var segments = stored[i];
            if (segments.Count == 0 || segments[0].FirstPosition > after + 1)
            {
                // What should follow is not in the database: it is archived, or nothing follows.
                var archived = await archive.ReadAsync(partition, after, cancellation);
                segments = archived.Count > 0 ? archived : segments;
            }

            Mark(segments);
            if (Join(segments)?.Behind(after) is { } segment)
            {
                found.Add(segment);
            }
        }

        return found;
    }

    /// <summary>The segments of a partition that end behind <paramref name="after"/>, up to position <paramref name="until"/>.</summary>
    internal async IAsyncEnumerable<StoredSegment> StoredAsync(
        int partition, long after, long until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < until)
        {
            var from = after;
            var rows = (await database.ReadAsync(
                (connection, token) => ReadAsync(connection, Parent, [(partition, from)], int.MaxValue, token), cancellation))[0];
            if (rows.Count == 0 || rows[0].FirstPosition > after + 1)
            {
                var archived = await archive.ReadAsync(partition, after, cancellation);
                rows = archived.Count > 0 ? archived : rows;
            }

            if (rows.Count == 0)
            {
                yield break;
            }

            foreach (var row in rows)
            {
                if (row.LastPosition > until)
                {
                    yield break;
                }

                yield return row;
                after = row.LastPosition;
            }
        }
    }

    /// <summary>What a table has behind each position: about so many records or 1 MiB, but at least one segment.</summary>
    internal static Task<IReadOnlyList<StoredSegment>[]> ReadAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<(int Partition, long After)> wanted,
        int maxRecords,
        CancellationToken cancellation)
        => ReadAsync(connection, table, wanted, [.. wanted.Select(_ => EverSince)], maxRecords, cancellation);

    private static async Task<IReadOnlyList<StoredSegment>[]> ReadAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<(int Partition, long After)> wanted,
        DateTime[] from,
        int maxRecords,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        for (var i = 0; i < wanted.Count; i++)
        {
            batch.BatchCommands.Add(Command(table, wanted[i], from[i], maxRecords));
        }

        // Planned once for a connection: planning costs more than reading a few rows.
        await batch.PrepareAsync(cancellation);
        var found = new IReadOnlyList<StoredSegment>[wanted.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = await SegmentsAsync(reader, cancellation);
            await reader.NextResultAsync(cancellation);
        }

        return found;
    }

    private DateTime From(int partition, long after)
        => Volatile.Read(ref marks[partition]) is { } mark && mark.Position <= after ? mark.From : EverSince;

    // Times go back nowhere behind a segment with a hash; those from before the chain may.
    private void Mark(IReadOnlyList<StoredSegment> segments)
    {
        if (segments.Count > 0 && segments[^1] is { Hash: not null } last)
        {
            var from = SegmentMonth.StartOf(last.AppendedAt).UtcDateTime;
            Volatile.Write(ref marks[last.Partition], new ReadMark(last.LastPosition, from));
        }
    }

    // In front of a row that cannot be read those before it are answered; the next read, which begins with it, fails.
    private static async Task<List<StoredSegment>> SegmentsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var segments = new List<StoredSegment>();
        try
        {
            while (await reader.ReadAsync(cancellation))
            {
                segments.Add(Segment(reader));
            }
        }
        catch (SegmentDamagedException) when (segments.Count > 0)
        {
            return segments;
        }

        return segments;
    }

    private static StoredSegment Segment(NpgsqlDataReader row)
    {
        var (partition, first, last) = (row.GetInt16(0), row.GetInt64(1), row.GetInt64(2));
        byte[] content;
        try
        {
            content = SegmentCodec.Content(row.GetInt16(3), row.GetInt32(4), row.GetFieldValue<byte[]>(5));
        }
        catch (InvalidDataException e)
        {
            throw new SegmentDamagedException(partition, first, last, e);
        }

        return new StoredSegment(
            partition, first, last, row.GetFieldValue<DateTimeOffset>(6), content, Bytes(row, 7), Bytes(row, 8), IsArchived: false);
    }

    // An index range scan: within each child table the rows of a partition stand in the order of their positions. Positions have no gaps,
    // so they alone say which rows hold the records wanted: rows that nobody asked for are not read.
    private static string Behind(string table) => $"""
        SELECT partition, first_position, last_position, codec, size, payload, appended_at, previous_hash, hash
        FROM (
            SELECT *, sum(last_position - first_position + 1) OVER w - (last_position - first_position + 1) AS records_before,
                   sum(size) OVER w - size AS size_before
            FROM (
                SELECT * FROM feed.{table}
                WHERE partition = $1 AND last_position > $2 AND last_position < $2 + $3 + {SegmentRows.MaxRecords} AND first_position <= $2 + $3
                    AND appended_at >= $5
                ORDER BY last_position LIMIT $6
            ) AS candidates
            WINDOW w AS (ORDER BY last_position)
        ) AS measured
        WHERE records_before < $3 AND size_before < $4
        ORDER BY last_position
        """;

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static FeedSegment? Join(IReadOnlyList<StoredSegment> segments)
    {
        var parts = new List<FeedSegment>(segments.Count);
        foreach (var segment in segments)
        {
            try
            {
                var records = SegmentCodec.Split(segment.Content, segment.Content.Length, segment.Count);
                parts.Add(FeedSegment.Consecutive(segment.Partition, segment.FirstPosition, records, segment.AppendedAt));
            }
            catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
            {
                throw new SegmentDamagedException(segment.Partition, segment.FirstPosition, segment.LastPosition, e);
            }
        }

        return parts.Count == 0 ? null : FeedSegment.Join(parts);
    }

    private static NpgsqlBatchCommand Command(
        string table, (int Partition, long After) place, DateTime from, int maxRecords) => new(Behind(table))
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)place.Partition },
            new NpgsqlParameter<long> { TypedValue = place.After },
            new NpgsqlParameter<long> { TypedValue = maxRecords },
            new NpgsqlParameter<long> { TypedValue = FeedLog.RecordSizeLimit },
            new NpgsqlParameter<DateTime> { TypedValue = from, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter<long> { TypedValue = Math.Clamp(maxRecords / UsualRecords, FewestRows, MostRows) },
        },
    };

    private sealed record ReadMark(long Position, DateTime From);
}
