using Npgsql;

namespace CsPlatform.Ingestion.Storage;

/// <summary>The runs of keys in the database. Rows are only added.</summary>
internal static class KeyRuns
{
    private const string Insert = """
        INSERT INTO ingestion.key_run (partition, sender, first_id, last_id, keys, payload)
        SELECT * FROM unnest($1::smallint[], $2::integer[], $3::text[], $4::text[], $5::integer[], $6::bytea[])
        """;

    // The first run that ends at or behind an id is the only one that can hold it; whether it does, its first id tells. Runs are named
    // before their payloads are read: many ids may be asked of one run.
    private const string Find = """
        SELECT partition, sender, payload
        FROM (
            SELECT DISTINCT r.partition, r.sender, r.last_id
            FROM unnest($1::smallint[], $2::integer[], $3::text[]) AS q(partition, sender, event_id)
            CROSS JOIN LATERAL (
                SELECT k.partition, k.sender, k.first_id, k.last_id
                FROM ingestion.key_run k
                WHERE k.partition = q.partition AND k.sender = q.sender AND k.last_id >= q.event_id COLLATE "C"
                ORDER BY k.last_id
                LIMIT 1
            ) AS r
            WHERE r.first_id <= q.event_id COLLATE "C"
        ) AS named
        JOIN ingestion.key_run USING (partition, sender, last_id)
        """;

    // Keys from before there were runs stand in rows only, so both are asked.
    private const string Highest = """
        SELECT q.partition, q.sender, greatest(run.id, single.id) COLLATE "C"
        FROM unnest($1::smallint[], $2::integer[]) AS q(partition, sender)
        LEFT JOIN LATERAL (
            SELECT k.last_id AS id FROM ingestion.key_run k
            WHERE k.partition = q.partition AND k.sender = q.sender ORDER BY k.last_id DESC LIMIT 1
        ) AS run ON true
        LEFT JOIN LATERAL (
            SELECT k.event_id AS id FROM ingestion.event_key k
            WHERE k.partition = q.partition AND k.sender = q.sender ORDER BY k.event_id DESC LIMIT 1
        ) AS single ON true
        """;

    /// <summary>What adds runs.</summary>
    internal static NpgsqlBatchCommand Addition(IReadOnlyList<KeyRun> runs) => new(Insert)
    {
        Parameters =
        {
            new() { Value = runs.Select(run => run.Partition).ToArray() },
            new() { Value = runs.Select(run => run.Sender).ToArray() },
            new() { Value = runs.Select(run => run.FirstId).ToArray() },
            new() { Value = runs.Select(run => run.LastId).ToArray() },
            new() { Value = runs.Select(run => run.Keys).ToArray() },
            new() { Value = runs.Select(run => run.Payload).ToArray() },
        },
    };

    /// <summary>Adds to <paramref name="found"/> those of the keys that are stored in runs.</summary>
    internal static async Task FindAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<EventKey> wanted,
        Dictionary<EventKey, StoredKey> found,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Find, connection, transaction)
        {
            Parameters =
            {
                new() { Value = wanted.Select(key => key.Partition).ToArray() },
                new() { Value = wanted.Select(key => key.Sender).ToArray() },
                new() { Value = wanted.Select(key => key.EventId).ToArray() },
            },
        };
        var asked = wanted as IReadOnlySet<EventKey> ?? wanted.ToHashSet();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            foreach (var (id, stored) in KeyRunCodec.Decode(reader.GetFieldValue<byte[]>(2)))
            {
                var key = new EventKey(reader.GetInt16(0), reader.GetInt32(1), id);
                if (asked.Contains(key))
                {
                    found.Add(key, stored);
                }
            }
        }
    }

    /// <summary>The highest id that each sender has stored; senders without any are left out.</summary>
    internal static async Task<Dictionary<(short Partition, int Sender), string>> HighestAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyCollection<(short Partition, int Sender)> senders,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Highest, connection, transaction)
        {
            Parameters =
            {
                new() { Value = senders.Select(sender => sender.Partition).ToArray() },
                new() { Value = senders.Select(sender => sender.Sender).ToArray() },
            },
        };
        var highest = new Dictionary<(short, int), string>(senders.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!await reader.IsDBNullAsync(2, cancellation))
            {
                highest.Add((reader.GetInt16(0), reader.GetInt32(1)), reader.GetString(2));
            }
        }

        return highest;
    }
}
