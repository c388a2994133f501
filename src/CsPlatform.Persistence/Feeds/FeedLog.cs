using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Persistence.Feeds;

/// <summary>
/// The log that this service publishes: per partition, records at positions 1, 2, 3… without gaps. A position that can be read is
/// final, and so is everything before it.
/// </summary>
public sealed class FeedLog
{
    /// <summary>Largest record, in bytes: a segment has to fit a message of the default limit of gRPC.</summary>
    public const int RecordSizeLimit = 1 << 20;

    // Ascending order of locks keeps two appends over the same partitions from waiting for each other in a circle.
    private const string LockHeads =
        "SELECT partition, position, hash, appended_at FROM feed.head WHERE partition = ANY($1) ORDER BY partition FOR UPDATE";

    private const string MoveHeads = """
        UPDATE feed.head h SET position = a.position, hash = a.hash, appended_at = a.appended_at
        FROM unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::bytea[], $5::timestamptz[])
            AS a(partition, before, position, hash, appended_at)
        WHERE h.partition = a.partition AND h.position = a.before
        """;

    private const string AddSegments = """
        INSERT INTO feed.segment
            (partition, first_position, last_position, codec, size, payload, appended_at, hash, previous_hash)
        SELECT * FROM unnest(
            $1::smallint[], $2::bigint[], $3::bigint[], $4::smallint[], $5::integer[], $6::bytea[], $7::timestamptz[],
            $8::bytea[], $9::bytea[])
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

    private readonly Database database;
    private readonly SegmentMonths months;
    private readonly TimeProvider time;

    internal FeedLog(Database database, SegmentMonths months, TimeProvider time)
    {
        this.database = database;
        this.months = months;
        this.time = time;
    }

    /// <summary>
    /// Locks partitions until the caller's transaction ends and returns their heads. Nobody else appends to them meanwhile, so
    /// what the caller reads about them now still holds when it appends.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, FeedHead>> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<int> partitions, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LockHeads, connection, transaction);
        command.Parameters.Add(new() { Value = partitions.Distinct().Select(partition => (short)partition).ToArray() });
        var heads = new Dictionary<int, FeedHead>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            heads.Add(reader.GetInt16(0), new FeedHead(
                reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return heads;
    }

    /// <summary>
    /// Appends in one round trip to partitions that the caller's transaction has locked, and returns the position of the first record
    /// of each. Heads serve one append; announce the partitions (<see cref="FeedSignal"/>) after the commit.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, long>> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyDictionary<int, FeedHead> heads,
        IReadOnlyCollection<FeedAppend> appends,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(appends);
        ArgumentNullException.ThrowIfNull(heads);
        var filled = SegmentRows.Filled(appends);
        var first = new Dictionary<int, long>(filled.Count);
        if (filled.Count == 0)
        {
            return first;
        }

        var rows = SegmentRows.Build(filled, heads, time.GetUtcNow());
        await EnsureMonthsAsync(connection, transaction, rows.HeadTimes, cancellation);
        var move = MoveCommand(rows);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { move, AddCommand(rows) } };
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.CheckViolation, ConstraintName: null })
        {
            // The table of the month was there and is archived since: only a clock that jumped back far gets here. The next try makes it.
            months.Forget();
            throw new TransactionFailedException(TransactionFailure.Conflict, 1, e);
        }

        if (move.RecordsAffected != filled.Count)
        {
            throw new InvalidOperationException(
                $"{filled.Count - move.RecordsAffected} partitions do not end where the given heads say: " +
                "lock them in this transaction, and again before another append.");
        }

        for (var i = 0; i < rows.Moved.Length; i++)
        {
            first.Add(rows.Moved[i], rows.Before[i] + 1);
        }

        return first;
    }

    /// <summary>
    /// Appends as the other overload, after locking the partitions; they stay locked until the caller's transaction ends.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, long>> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<FeedAppend> appends,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var heads = await LockAsync(connection, transaction, appends.Select(append => append.Partition), cancellation);
        return await AppendAsync(connection, transaction, heads, appends, cancellation);
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

    private static NpgsqlBatchCommand MoveCommand(SegmentRows rows) => new(MoveHeads)
    {
        Parameters =
        {
            new() { Value = rows.Moved },
            new() { Value = rows.Before },
            new() { Value = rows.After },
            new() { Value = rows.HeadHashes },
            new() { Value = rows.HeadTimes },
        },
    };

    private static NpgsqlBatchCommand AddCommand(SegmentRows rows) => new(AddSegments)
    {
        Parameters =
        {
            new() { Value = rows.SegmentPartitions },
            new() { Value = rows.FirstPositions },
            new() { Value = rows.LastPositions },
            new() { Value = rows.Codecs },
            new() { Value = rows.Sizes },
            new() { Value = rows.Payloads },
            new() { Value = rows.Times },
            new() { Value = rows.Hashes },
            new() { Value = rows.PreviousHashes },
        },
    };

    private async Task EnsureMonthsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset[] times, CancellationToken cancellation)
    {
        foreach (var at in times)
        {
            if (!months.Knows(at))
            {
                var month = await months.EnsureAsync(at, cancellation);
                // A session learns of new tables when it locks one that it had not locked: this transaction may have used the parent before.
                await using var touch = new NpgsqlCommand($"SELECT FROM feed.{month.Table} LIMIT 0", connection, transaction);
                await touch.ExecuteNonQueryAsync(cancellation);
            }
        }
    }
}
