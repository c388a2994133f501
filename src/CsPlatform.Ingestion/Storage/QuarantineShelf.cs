using CsPlatform.Persistence.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Takes items out of quarantine to be offered anew, and notes what became of them.</summary>
internal sealed class QuarantineShelf(Database database)
{
    private const string Named = """
        FROM unnest($1::smallint[], $2::bytea[], $3::text[]) AS n(partition, content_hash, outcome)
        JOIN ingestion.quarantine q USING (partition, content_hash, outcome)
        """;

    private const string Find = $"""
        SELECT q.partition, q.content_hash, q.outcome, octet_length(q.content), q.content_size, q.received_at, q.item_index
        {Named}
        """;

    private const string Content = $"SELECT q.partition, q.content_hash, q.outcome, q.content {Named}";

    private const string MarkStored = """
        UPDATE ingestion.quarantine SET redriven_at = coalesce(redriven_at, $4)
        WHERE partition = $1 AND content_hash = $2 AND outcome = $3
        """;

    private const string MarkRefused = """
        UPDATE ingestion.quarantine SET cause = $4 WHERE partition = $1 AND content_hash = $2 AND outcome = $3
        """;

    /// <summary>Those of the items that are in quarantine.</summary>
    internal Task<IReadOnlyDictionary<QuarantineId, QuarantineEntry>> FindAsync(
        IReadOnlyCollection<QuarantineId> ids, CancellationToken cancellation)
        => ReadAsync(
            Find,
            ids,
            (id, reader) => new QuarantineEntry(
                id, reader.GetInt32(3), reader.GetInt32(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt32(6)),
            cancellation);

    /// <summary>The bytes that were kept of the items.</summary>
    internal Task<IReadOnlyDictionary<QuarantineId, byte[]>> ContentAsync(
        IReadOnlyCollection<QuarantineId> ids, CancellationToken cancellation)
        => ReadAsync(Content, ids, (_, reader) => reader.GetFieldValue<byte[]>(3), cancellation);

    /// <summary>Notes what a redrive made of the items: stored for ever, or still refused and why.</summary>
    internal Task SettleAsync(
        IReadOnlyCollection<QuarantineSettlement> settlements, DateTimeOffset at, CancellationToken cancellation)
        => settlements.Count == 0
            ? Task.CompletedTask
            : database.InTransactionAsync(
                async (connection, transaction, token) =>
                {
                    await using var batch = new NpgsqlBatch(connection, transaction);
                    // The order of every transaction over these rows, so that none waits for another in a circle.
                    foreach (var settlement in settlements.OrderBy(s => s.Id.Partition).ThenBy(s => s.Id.Hash, StringComparer.Ordinal)
                        .ThenBy(s => s.Id.StoredOutcome, StringComparer.Ordinal))
                    {
                        batch.BatchCommands.Add(Mark(settlement, at));
                    }

                    await batch.ExecuteNonQueryAsync(token);
                },
                cancellation,
                TransactionOptions.Default with { Idempotent = true });

    private static NpgsqlBatchCommand Mark(QuarantineSettlement settlement, DateTimeOffset at)
        => new(settlement.Refused is null ? MarkStored : MarkRefused)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = settlement.Id.Partition },
                new() { Value = settlement.Id.HashBytes },
                new() { Value = settlement.Id.StoredOutcome },
                settlement.Refused is { } refused
                    ? new() { Value = Quarantine.Cause(refused) }
                    : new() { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };

    private Task<IReadOnlyDictionary<QuarantineId, T>> ReadAsync<T>(
        string sql, IReadOnlyCollection<QuarantineId> ids, Func<QuarantineId, NpgsqlDataReader, T> rowOf, CancellationToken cancellation)
        => database.ReadAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection)
                {
                    Parameters =
                    {
                        new() { Value = ids.Select(id => id.Partition).ToArray() },
                        new() { Value = ids.Select(id => id.HashBytes).ToArray() },
                        new() { Value = ids.Select(id => id.StoredOutcome).ToArray() },
                    },
                };
                var found = new Dictionary<QuarantineId, T>();
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    var id = QuarantineId.Of(reader.GetInt16(0), reader.GetFieldValue<byte[]>(1), reader.GetString(2));
                    found[id] = rowOf(id, reader);
                }

                return (IReadOnlyDictionary<QuarantineId, T>)found;
            },
            cancellation);
}
