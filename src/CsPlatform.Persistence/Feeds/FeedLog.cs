using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// The log that this service publishes: per partition, records at positions 1, 2, 3… without gaps. A position that can be read is
/// final, and so is everything before it.
/// </summary>
public sealed class FeedLog(Database database, TimeProvider time)
{
    /// <summary>Largest record, in bytes: a segment has to fit a message of the default limit of gRPC.</summary>
    public const int RecordSizeLimit = 1 << 20;

    // Ascending order of locks keeps two appends over the same partitions from waiting for each other in a circle.
    private const string LockHeads =
        "SELECT partition, position FROM feed.head WHERE partition = ANY($1) ORDER BY partition FOR UPDATE";

    private const string Append = """
        WITH moved AS (
            UPDATE feed.head h SET position = h.position + a.records
            FROM unnest($1::smallint[], $2::bigint[]) AS a(partition, records)
            WHERE h.partition = a.partition
            RETURNING h.partition, h.position - a.records AS before
        ), stored AS (
            INSERT INTO feed.segment (partition, first_position, last_position, codec, size, payload, appended_at)
            SELECT s.partition, m.before + s.first_offset, m.before + s.last_offset, s.codec, s.size, s.payload, $9
            FROM unnest($3::smallint[], $4::bigint[], $5::bigint[], $6::smallint[], $7::integer[], $8::bytea[])
                AS s(partition, first_offset, last_offset, codec, size, payload)
            JOIN moved m ON m.partition = s.partition
        )
        SELECT partition, before FROM moved
        """;

    private const string ReadBehind = """
        SELECT partition, first_position, last_position, codec, size, payload, appended_at
        FROM (
            SELECT *, sum(last_position - first_position + 1) OVER w - (last_position - first_position + 1) AS records_before,
                   sum(size) OVER w - size AS size_before
            FROM (
                SELECT * FROM feed.segment WHERE partition = $1 AND last_position > $2 ORDER BY last_position LIMIT 512
            ) AS candidates
            WINDOW w AS (ORDER BY last_position)
        ) AS measured
        WHERE records_before < $3 AND size_before < $4
        ORDER BY last_position
        """;

    /// <summary>
    /// Locks partitions until the caller's transaction ends and returns their last positions. Nobody else appends to them meanwhile, so
    /// what the caller reads about them now still holds when it appends.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, long>> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<int> partitions, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LockHeads, connection, transaction);
        command.Parameters.Add(new() { Value = partitions.Distinct().Select(partition => (short)partition).ToArray() });
        return await HeadsAsync(command, cancellation);
    }

    /// <summary>
    /// Appends to one or more partitions inside the caller's transaction and returns the position of the first record of each.
    /// The partitions stay locked until that transaction ends; announce them (<see cref="FeedSignal"/>) after its commit.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, long>> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<FeedAppend> appends,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var rows = SegmentRows.Build(appends);
        if (rows.Partitions.Length == 0)
        {
            return new Dictionary<int, long>();
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockHeads) { Parameters = { new() { Value = rows.Partitions } } });
        batch.BatchCommands.Add(AppendCommand(rows));
        var first = new Dictionary<int, long>(rows.Partitions.Length);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            first.Add(reader.GetInt16(0), reader.GetInt64(1) + 1);
        }

        return first.Count == rows.Partitions.Length
            ? first
            : throw new InvalidOperationException($"{rows.Partitions.Length - first.Count} partitions have no head row.");
    }

    /// <summary>Appends to one partition; returns the position of the first record.</summary>
    public async Task<long> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyList<ReadOnlyMemory<byte>> records,
        CancellationToken cancellation)
        => (await AppendAsync(connection, transaction, [new FeedAppend(partition, records)], cancellation))[partition];

    /// <summary>The last position of every partition; 0 where nothing was appended.</summary>
    public Task<IReadOnlyDictionary<int, long>> HeadsAsync(CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT partition, position FROM feed.head", connection);
                return await HeadsAsync(command, token);
            },
            cancellation);

    /// <summary>
    /// What is behind the given positions, one segment per partition that has something, in the order given. Per partition it
    /// ends after about <paramref name="maxRecords"/> records or 1 MiB, at the end of a stored segment; at least one stored
    /// segment is read.
    /// </summary>
    public Task<IReadOnlyList<FeedSegment>> ReadAsync(
        IReadOnlyList<(int Partition, long After)> wanted, int maxRecords, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                foreach (var (partition, after) in wanted)
                {
                    batch.BatchCommands.Add(ReadCommand(partition, after, maxRecords));
                }

                await using var reader = await batch.ExecuteReaderAsync(token);
                var found = new List<FeedSegment>(wanted.Count);
                foreach (var (_, after) in wanted)
                {
                    if (await ReadOneAsync(reader, after, token) is { } segment)
                    {
                        found.Add(segment);
                    }

                    await reader.NextResultAsync(token);
                }

                return (IReadOnlyList<FeedSegment>)found;
            },
            cancellation);

    /// <summary>What is behind a position of one partition, or null when nothing is.</summary>
    public async Task<FeedSegment?> ReadAsync(int partition, long after, int maxRecords, CancellationToken cancellation)
        => (await ReadAsync([(partition, after)], maxRecords, cancellation)).SingleOrDefault();

    private static async Task<IReadOnlyDictionary<int, long>> HeadsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var heads = new Dictionary<int, long>(Partitions.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            heads.Add(reader.GetInt16(0), reader.GetInt64(1));
        }

        return heads;
    }

    private static async Task<FeedSegment?> ReadOneAsync(NpgsqlDataReader reader, long after, CancellationToken cancellation)
    {
        var parts = new List<FeedSegment>();
        while (await reader.ReadAsync(cancellation))
        {
            var first = reader.GetInt64(1);
            var count = (int)(reader.GetInt64(2) - first + 1);
            var records = SegmentCodec.Decode(reader.GetInt16(3), reader.GetInt32(4), reader.GetFieldValue<byte[]>(5), count);
            parts.Add(FeedSegment.Consecutive(reader.GetInt16(0), first, records, reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return parts.Count == 0 ? null : FeedSegment.Join(parts).Behind(after);
    }

    private static NpgsqlBatchCommand ReadCommand(int partition, long after, int maxRecords) => new(ReadBehind)
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)partition },
            new NpgsqlParameter<long> { TypedValue = after },
            new NpgsqlParameter<long> { TypedValue = maxRecords },
            new NpgsqlParameter<long> { TypedValue = RecordSizeLimit },
        },
    };

    private NpgsqlBatchCommand AppendCommand(SegmentRows rows) => new(Append)
    {
        Parameters =
        {
            new() { Value = rows.Partitions },
            new() { Value = rows.RecordCounts },
            new() { Value = rows.SegmentPartitions },
            new() { Value = rows.FirstOffsets },
            new() { Value = rows.LastOffsets },
            new() { Value = rows.Codecs },
            new() { Value = rows.Sizes },
            new() { Value = rows.Payloads },
            new() { Value = time.GetUtcNow(), NpgsqlDbType = NpgsqlDbType.TimestampTz },
        },
    };
}
