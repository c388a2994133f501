using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Ingestion.Storage;

/// <summary>The table of what was offered and what became of it. Written in the transaction of what it counts.</summary>
internal static class IntakeCounts
{
    // One order for all transactions: two that count the same rows do not wait for each other in a circle.
    private const string Add = """
        INSERT INTO ingestion.intake_count AS c (slot, day, source, offered, accepted, duplicate, conflict, rejected)
        SELECT * FROM unnest($1::smallint[], $2::date[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
            AS n(slot, day, source, offered, accepted, duplicate, conflict, rejected)
        ORDER BY n.slot, n.day, n.source COLLATE "C"
        ON CONFLICT (slot, day, source) DO UPDATE
        SET offered = c.offered + excluded.offered, accepted = c.accepted + excluded.accepted,
            duplicate = c.duplicate + excluded.duplicate, conflict = c.conflict + excluded.conflict,
            rejected = c.rejected + excluded.rejected
        """;

    private const string Mark =
        "INSERT INTO ingestion.counted_batch (claim, counted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    /// <summary>Adds counts.</summary>
    internal static async Task AddAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IntakeTally tally, CancellationToken cancellation)
    {
        if (tally.Rows.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Addition(tally) } };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What adds the counts.</summary>
    internal static NpgsqlBatchCommand Addition(IntakeTally tally) => new(Add)
    {
        Parameters =
        {
            new() { Value = tally.Rows.Keys.Select(key => key.Slot).ToArray() },
            new() { Value = tally.Rows.Keys.Select(key => key.Day.ToDateOnly()).ToArray() },
            new() { Value = tally.Rows.Keys.Select(key => key.Source).ToArray() },
            Column(tally, row => row.Offered),
            Column(tally, row => row.Accepted),
            Column(tally, row => row.Duplicate),
            Column(tally, row => row.Conflict),
            Column(tally, row => row.Rejected),
        },
    };

    /// <summary>
    /// Counts what a batch leaves behind, once, however often it comes. False when it was counted before, and then what else the
    /// caller does with it was done in that transaction too.
    /// </summary>
    internal static async Task<bool> AddOnceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Remainder remainder, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Mark, connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = remainder.Arrival.Claim },
                new() { Value = remainder.Arrival.ReceivedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return false;
        }

        await AddAsync(connection, transaction, remainder.Counts, cancellation);
        return true;
    }

    private static NpgsqlParameter Column(IntakeTally tally, Func<IntakeRow, long> value)
        => new() { Value = tally.Rows.Values.Select(value).ToArray() };
}
