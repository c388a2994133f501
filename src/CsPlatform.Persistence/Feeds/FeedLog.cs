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

    private const string Ends = """
        SELECT h.partition, h.position, h.hash, h.appended_at,
               1 + coalesce((SELECT max(a.last_position) FROM feed.archive a WHERE a.partition = h.partition), 0)
        FROM feed.head h WHERE h.position > 0 ORDER BY h.partition
        """;

    private readonly Database database;
    private readonly SegmentMonths months;
    private readonly SegmentReader reader;
    private readonly TimeProvider time;

    internal FeedLog(Database database, SegmentMonths months, SegmentReader reader, TimeProvider time)
    {
        this.database = database;
        this.months = months;
        this.reader = reader;
        this.time = time;
    }

    /// <summary>
    /// Locks partitions until the caller's transaction ends and returns their heads. Nobody else appends to them meanwhile, so
    /// what the caller reads about them now still holds when it appends.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, FeedHead>> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<int> partitions, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { LockCommand(partitions) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await LockedAsync(reader, cancellation);
    }

    /// <summary>
    /// As the other overload, and asks <paramref name="question"/> in the same round trip: after the locks, with a view of its own, so
    /// it sees all that was committed before they were had. The transaction must be read committed.
    /// </summary>
    public static async Task<IReadOnlyDictionary<int, FeedHead>> LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IEnumerable<int> partitions,
        NpgsqlBatchCommand question,
        Action<NpgsqlDataReader> onAnswer,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(onAnswer);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { LockCommand(partitions), question } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var heads = await LockedAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            onAnswer(reader);
        }

        return heads;
    }

    /// <summary>
    /// Appends in one round trip to partitions that the caller's transaction has locked, and returns the position of the first record
    /// of each. Heads serve one append; announce the partitions (<see cref="FeedSignal"/>) after the commit. What the caller writes
    /// <paramref name="along"/> with it goes the same way.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, long>> AppendAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyDictionary<int, FeedHead> heads,
        IReadOnlyCollection<FeedAppend> appends,
        IReadOnlyCollection<NpgsqlBatchCommand> along,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(appends);
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(along);
        var filled = SegmentRows.Filled(appends);
        var first = new Dictionary<int, long>(filled.Count);
        if (filled.Count == 0 && along.Count == 0)
        {
            return first;
        }

        var rows = SegmentRows.Build(filled, heads, time.GetUtcNow());
        await EnsureMonthsAsync(connection, transaction, rows.HeadTimes, cancellation);
        var move = MoveCommand(rows);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { move, AddCommand(rows) } };
        foreach (var command in along)
        {
            batch.BatchCommands.Add(command);
        }

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
        return await AppendAsync(connection, transaction, heads, appends, [], cancellation);
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

    /// <summary>The ends of the partitions that hold any record, by partition.</summary>
    public Task<IReadOnlyList<FeedEnd>> EndsAsync(CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(Ends, connection);
                await using var rows = await command.ExecuteReaderAsync(token);
                var ends = new List<FeedEnd>();
                while (await rows.ReadAsync(token))
                {
                    ends.Add(new FeedEnd(rows.GetInt16(0), Head(rows), rows.GetInt64(4)));
                }

                return (IReadOnlyList<FeedEnd>)ends;
            },
            cancellation);

    /// <summary>
    /// What is behind the given positions, one segment per partition that has something, in the order given, from the archive where the
    /// database no longer has it. Per partition it ends after about as many records as demanded or 1 MiB, out of the archive after about
    /// 1 MiB, at the end of a stored segment; at least one stored segment is read. All together end after about 16 MiB: then the last
    /// demands are not answered.
    /// </summary>
    /// <exception cref="Archiving.ArchiveException">An archive file is missing or damaged.</exception>
    public Task<IReadOnlyList<FeedSegment>> ReadAsync(IReadOnlyList<FeedDemand> demands, CancellationToken cancellation)
        => reader.ReadAsync(demands, cancellation);

    /// <summary>
    /// The segments of a partition as they are stored, in order: those that end behind <paramref name="after"/>, up to position
    /// <paramref name="until"/>. No connection is held while the caller consumes. What is missing is not told: look at the positions.
    /// </summary>
    /// <exception cref="Archiving.ArchiveException">An archive file is missing or damaged.</exception>
    /// <exception cref="SegmentDamagedException">A row cannot be read.</exception>
    public IAsyncEnumerable<StoredSegment> StoredAsync(int partition, long after, long until, CancellationToken cancellation)
        => reader.StoredAsync(partition, after, until, cancellation);

    /// <summary>What is behind a position of one partition, or null when nothing is.</summary>
    public async Task<FeedSegment?> ReadAsync(int partition, long after, int maxRecords, CancellationToken cancellation)
        => (await ReadAsync([new FeedDemand(partition, after, maxRecords)], cancellation)).SingleOrDefault();

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

    private static NpgsqlBatchCommand LockCommand(IEnumerable<int> partitions) => new(LockHeads)
    {
        Parameters = { new() { Value = partitions.Distinct().Select(partition => (short)partition).ToArray() } },
    };

    private static async Task<IReadOnlyDictionary<int, FeedHead>> LockedAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var heads = new Dictionary<int, FeedHead>();
        while (await reader.ReadAsync(cancellation))
        {
            heads.Add(reader.GetInt16(0), Head(reader));
        }

        return heads;
    }

    private static FeedHead Head(NpgsqlDataReader row) => new(
        row.GetInt64(1),
        row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
        row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3));

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
