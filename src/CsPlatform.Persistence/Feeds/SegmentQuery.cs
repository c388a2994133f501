using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// Reads the segments behind many positions in one query: opening and closing a query costs several times what the few rows of a partition
/// do that is nearly read to its end.
/// </summary>
internal static class SegmentQuery
{
    /// <summary>Bytes of plain form behind which an answer ends, whatever was asked for.</summary>
    internal const long MostBytes = 16L << 20;

    // Rows looked at for one demand: few where few records are wanted, since each costs a visit even when it is not answered.
    private const int MostRows = 512;
    private const int FewestRows = 32;
    private const int UsualRecords = 4;

    private const int Size = 4;
    private const int Place = 9;

    /// <summary>
    /// What a table has behind each position: as many records as were asked for or 1 MiB or its share of <see cref="MostBytes"/>, but at
    /// least one segment. One answer per demand, in their order; fewer when those together reach <see cref="MostBytes"/>.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="table">The parent of the segments' tables, or one of them.</param>
    /// <param name="demands">What is wanted, at least one.</param>
    /// <param name="since">For each demand, a time before which nothing of it was appended.</param>
    /// <param name="cancellation">Ends the read.</param>
    internal static async Task<IReadOnlyList<StoredSegment>[]> ReadAsync(
        NpgsqlConnection connection,
        string table,
        IReadOnlyList<FeedDemand> demands,
        DateTime[] since,
        CancellationToken cancellation)
    {
        await using var command = Command(connection, table, demands, since);
        // Planned once for a connection: planning costs more than reading a few rows.
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await AnswersAsync(reader, demands.Count, cancellation);
    }

    // In front of a row that cannot be read those before it are answered; the next read, which begins with it, fails.
    private static async Task<IReadOnlyList<StoredSegment>[]> AnswersAsync(
        NpgsqlDataReader reader, int demands, CancellationToken cancellation)
    {
        var answers = new List<StoredSegment>[demands];
        for (var i = 0; i < demands; i++)
        {
            answers[i] = [];
        }

        var (bytes, at, broken) = (0L, 0, -1);
        while (await reader.ReadAsync(cancellation))
        {
            at = (int)reader.GetInt64(Place) - 1;
            bytes += reader.GetInt32(Size);
            if (at == broken)
            {
                continue;
            }

            try
            {
                answers[at].Add(Segment(reader));
            }
            catch (SegmentDamagedException) when (answers[at].Count > 0)
            {
                broken = at;
            }
        }

        return bytes < MostBytes ? answers : answers[..(at + 1)];
    }

    private static StoredSegment Segment(NpgsqlDataReader row)
    {
        var (partition, first, last) = (row.GetInt16(0), row.GetInt64(1), row.GetInt64(2));
        byte[] content;
        try
        {
            content = SegmentCodec.Content(row.GetInt16(3), row.GetInt32(Size), row.GetFieldValue<byte[]>(5));
        }
        catch (InvalidDataException e)
        {
            throw new SegmentDamagedException(partition, first, last, e);
        }

        return new StoredSegment(
            partition, first, last, row.GetFieldValue<DateTimeOffset>(6), content, Bytes(row, 7), Bytes(row, 8), IsArchived: false);
    }

    private static byte[]? Bytes(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    // Per demand an index range scan: within each child table the rows of a partition stand in the order of their positions. Positions
    // have no gaps, so they alone say which rows hold the records wanted: rows that nobody asked for are not read. Payloads that are
    // left out are never fetched. The earliest time stands alone as well, so that the planner need not open the tables before it.
    private static string Behind(string table) => $"""
        SELECT partition, first_position, last_position, codec, size, payload, appended_at, previous_hash, hash, place
        FROM (
            SELECT found.*, demand.place, sum(found.size) OVER (ORDER BY demand.place, found.last_position) - found.size AS bytes_before
            FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
                WITH ORDINALITY AS demand(partition, after, records, candidates, since, place)
            CROSS JOIN LATERAL (
                SELECT *
                FROM (
                    SELECT *, sum(size) OVER (ORDER BY last_position) - size AS size_before
                    FROM (
                        SELECT * FROM feed.{table} s
                        WHERE s.partition = demand.partition AND s.last_position > demand.after
                            AND s.last_position < demand.after + demand.records + {SegmentRows.MaxRecords}
                            AND s.first_position <= demand.after + demand.records
                            AND s.appended_at >= demand.since AND s.appended_at >= $6
                        ORDER BY s.last_position LIMIT demand.candidates
                    ) AS candidates
                ) AS measured
                WHERE measured.size_before < $7
            ) AS found
        ) AS answer
        WHERE bytes_before < {MostBytes}
        ORDER BY place, last_position
        """;

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, string table, IReadOnlyList<FeedDemand> demands, DateTime[] since)
    {
        var count = demands.Count;
        var (partitions, after, records, candidates) = (new short[count], new long[count], new long[count], new long[count]);
        for (var i = 0; i < count; i++)
        {
            partitions[i] = (short)demands[i].Partition;
            after[i] = demands[i].After;
            records[i] = demands[i].Records;
            candidates[i] = Math.Clamp(demands[i].Records / UsualRecords, FewestRows, MostRows);
        }

        return new NpgsqlCommand(Behind(table), connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short[]> { TypedValue = partitions },
                new NpgsqlParameter<long[]> { TypedValue = after },
                new NpgsqlParameter<long[]> { TypedValue = records },
                new NpgsqlParameter<long[]> { TypedValue = candidates },
                new NpgsqlParameter<DateTime[]> { TypedValue = since, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<DateTime> { TypedValue = since.Min(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<long> { TypedValue = Math.Min(FeedLog.RecordSizeLimit, MostBytes / count) },
            },
        };
    }
}
