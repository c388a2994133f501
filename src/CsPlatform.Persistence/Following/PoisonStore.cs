using CsPlatform.Persistence.Transactions;
using Npgsql;

namespace CsPlatform.Persistence.Following;

/// <summary>The records that this database's followers passed over.</summary>
public sealed class PoisonStore(Database database)
{
    private const int LongestCause = 1000;
    private const long PageBytes = 2 << 20;

    private const string Insert = """
        INSERT INTO feed.poison (feed, partition, position, content, cause, attempts, appended_at, passed_over_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (feed, partition, position) DO UPDATE SET content = EXCLUDED.content, cause = EXCLUDED.cause,
            attempts = EXCLUDED.attempts, passed_over_at = EXCLUDED.passed_over_at, applied_at = NULL
        """;

    private const string List = """
        SELECT feed, partition, position, content, cause, attempts, appended_at, passed_over_at, applied_at
        FROM feed.poison
        WHERE ($1::text IS NULL OR feed = $1) AND ($2::boolean IS NULL OR (applied_at IS NULL) = $2)
            AND ($3::timestamptz IS NULL OR (passed_over_at, feed, partition, position) > ($3, $4::text, $5::smallint, $6::bigint))
        ORDER BY passed_over_at, feed, partition, position
        LIMIT $7
        """;

    // The cursor's row first, as the follower does it: one at a time changes what belongs to a partition.
    private const string LockCursor = "SELECT FROM feed.cursor WHERE partition = $2 AND feed = $1 FOR UPDATE";

    private const string LockRecord = """
        SELECT feed, partition, position, content, cause, attempts, appended_at, passed_over_at, applied_at
        FROM feed.poison WHERE feed = $1 AND partition = $2 AND position = $3 FOR UPDATE
        """;

    /// <summary>How many of a feed's records are open.</summary>
    public Task<long> OpenAsync(string feed, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(
                    "SELECT count(*) FROM feed.poison WHERE feed = $1 AND applied_at IS NULL", connection)
                {
                    Parameters = { new() { Value = feed } },
                };
                return (long)(await command.ExecuteScalarAsync(token))!;
            },
            cancellation);

    /// <summary>Whether a record is listed, in whatever state.</summary>
    public Task<bool> ContainsAsync(PoisonKey key, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var batch = new NpgsqlBatch(connection);
                batch.BatchCommands.Add(
                    KeyCommand("SELECT 1 FROM feed.poison WHERE feed = $1 AND partition = $2 AND position = $3", key));
                return await batch.ExecuteScalarAsync(token) is not null;
            },
            cancellation);

    /// <summary>
    /// A page, oldest first, and whether more follows. It ends early when its contents come to a few MiB: a message has to hold it.
    /// </summary>
    public Task<(IReadOnlyList<PoisonRecord> Records, bool More)> ListAsync(PoisonQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = ListCommand(connection, query);
                await using var reader = await command.ExecuteReaderAsync(token);
                var records = new List<PoisonRecord>();
                var bytes = 0L;
                while (await reader.ReadAsync(token))
                {
                    if (records.Count == query.Most || bytes > PageBytes)
                    {
                        return ((IReadOnlyList<PoisonRecord>)records, true);
                    }

                    records.Add(Read(reader));
                    bytes += records[^1].Content.Length;
                }

                return (records, false);
            },
            cancellation);
    }

    /// <summary>Sets a record aside, inside the transaction that moves the cursor past it.</summary>
    internal static async Task InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PoisonRecord record, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Insert, connection, transaction)
        {
            Parameters =
            {
                new() { Value = record.Key.Feed },
                new NpgsqlParameter<short> { TypedValue = (short)record.Key.Partition },
                new NpgsqlParameter<long> { TypedValue = record.Key.Position },
                new() { Value = record.Content.ToArray() },
                new() { Value = CauseText(record.Cause) },
                new NpgsqlParameter<int> { TypedValue = record.Attempts },
                new() { Value = record.AppendedAt.ToUniversalTime() },
                new() { Value = record.PassedOverAt.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The record, and its partition's cursor, locked until the transaction ends; null when it is not listed.</summary>
    internal static async Task<PoisonRecord?> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PoisonKey key, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new(LockCursor)
        {
            Parameters = { new() { Value = key.Feed }, new NpgsqlParameter<short> { TypedValue = (short)key.Partition } },
        });
        batch.BatchCommands.Add(KeyCommand(LockRecord, key));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Read(reader) : null;
    }

    /// <summary>Notes that a retry applied it, in the transaction of its effect.</summary>
    internal static async Task SetAppliedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PoisonKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var update = KeyCommand(
            "UPDATE feed.poison SET applied_at = $4, attempts = attempts + 1 WHERE feed = $1 AND partition = $2 AND position = $3", key);
        update.Parameters.Add(new() { Value = at });
        batch.BatchCommands.Add(update);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Notes that a retry failed.</summary>
    internal Task SetFailedAsync(PoisonKey key, string cause, CancellationToken cancellation)
        => database.InTransactionAsync(
            async (connection, transaction, token) =>
            {
                await using var batch = new NpgsqlBatch(connection, transaction);
                var update = KeyCommand(
                    """
                    UPDATE feed.poison SET cause = $4, attempts = attempts + 1
                    WHERE feed = $1 AND partition = $2 AND position = $3 AND applied_at IS NULL
                    """,
                    key);
                update.Parameters.Add(new() { Value = CauseText(cause) });
                batch.BatchCommands.Add(update);
                await batch.ExecuteNonQueryAsync(token);
            },
            cancellation);

    // Postgres holds no zero in a text, and a message may be as long as the record that it quotes.
    internal static string CauseText(string cause)
    {
        var text = cause.Replace('\0', ' ');
        return text.Length <= LongestCause ? text : $"{text[..(LongestCause - 1)]}…";
    }

    private static NpgsqlBatchCommand KeyCommand(string sql, PoisonKey key) => new(sql)
    {
        Parameters =
        {
            new() { Value = key.Feed },
            new NpgsqlParameter<short> { TypedValue = (short)key.Partition },
            new NpgsqlParameter<long> { TypedValue = key.Position },
        },
    };

    private static NpgsqlCommand ListCommand(NpgsqlConnection connection, PoisonQuery query) => new(List, connection)
    {
        Parameters =
        {
            new() { Value = (object?)query.Feed ?? DBNull.Value },
            new() { Value = (object?)query.IsOpen ?? DBNull.Value },
            new() { Value = (object?)query.After?.PassedOverAt ?? DBNull.Value },
            new() { Value = query.After?.Key.Feed ?? "" },
            new NpgsqlParameter<short> { TypedValue = (short)(query.After?.Key.Partition ?? 0) },
            new NpgsqlParameter<long> { TypedValue = query.After?.Key.Position ?? 0 },
            new NpgsqlParameter<long> { TypedValue = query.Most + 1L },
        },
    };

    private static PoisonRecord Read(NpgsqlDataReader reader) => new(
        new PoisonKey(reader.GetString(0), reader.GetInt16(1), reader.GetInt64(2)),
        reader.GetFieldValue<byte[]>(3),
        reader.GetString(4),
        reader.GetInt32(5),
        reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8));
}
