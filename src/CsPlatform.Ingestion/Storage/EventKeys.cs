using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>Keys with a row of their own: those that came below an id that their sender had stored before. Rows are only added.</summary>
internal static class EventKeys
{
    private const string Copy = """
        COPY ingestion.event_key (partition, sender, event_id, position, content_hash, is_late, claim)
        FROM STDIN (FORMAT BINARY)
        """;

    private const string Find = """
        SELECT k.partition, k.sender, k.event_id, k.position, k.content_hash, k.is_late, k.claim
        FROM unnest($1::smallint[], $2::integer[], $3::text[]) AS q(partition, sender, event_id)
        JOIN ingestion.event_key k ON k.partition = q.partition AND k.sender = q.sender AND k.event_id = q.event_id COLLATE "C"
        """;

    /// <summary>Adds to <paramref name="found"/> those of the keys that are stored in rows of their own.</summary>
    internal static async Task FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<EventKey> keys,
        Dictionary<EventKey, StoredKey> found,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Find, connection, transaction)
        {
            Parameters =
            {
                new() { Value = keys.Select(key => key.Partition).ToArray() },
                new() { Value = keys.Select(key => key.Sender).ToArray() },
                new() { Value = keys.Select(key => key.EventId).ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(
                new EventKey(reader.GetInt16(0), reader.GetInt32(1), reader.GetString(2)),
                new StoredKey(reader.GetInt64(3), reader.GetFieldValue<byte[]>(4), reader.GetBoolean(5), reader.GetInt64(6)));
        }
    }

    /// <summary>Adds keys; a stored one among them fails the transaction.</summary>
    internal static async Task AddAsync(
        NpgsqlConnection connection, IReadOnlyList<KeyValuePair<EventKey, StoredKey>> keys, CancellationToken cancellation)
    {
        await using var importer = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (var (key, stored) in keys)
        {
            await importer.StartRowAsync(cancellation);
            await importer.WriteAsync(key.Partition, NpgsqlDbType.Smallint, cancellation);
            await importer.WriteAsync(key.Sender, NpgsqlDbType.Integer, cancellation);
            await importer.WriteAsync(key.EventId, NpgsqlDbType.Text, cancellation);
            await importer.WriteAsync(stored.Position, NpgsqlDbType.Bigint, cancellation);
            await importer.WriteAsync(stored.ContentHash, NpgsqlDbType.Bytea, cancellation);
            await importer.WriteAsync(stored.IsLate, NpgsqlDbType.Boolean, cancellation);
            await importer.WriteAsync(stored.Claim, NpgsqlDbType.Bigint, cancellation);
        }

        await importer.CompleteAsync(cancellation);
    }
}
