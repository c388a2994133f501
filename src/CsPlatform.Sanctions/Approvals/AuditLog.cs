using CsPlatform.Domain.Primitives;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace CsPlatform.Sanctions.Approvals;

/// <summary>Who looked at proposals and what they clicked.</summary>
internal static class AuditLog
{
    // The lock is of the shop: numbers have no gap, and two that write at once wait for each other. It is a statement of its own, for a statement
    // that waits for a lock goes on with what it saw before.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 7))";

    private const string Insert = """
        INSERT INTO sanctions.audit (partition, platform, shop_id, entry, act, proposal_id, actor, outcome, at)
        SELECT $1, $2, $3, coalesce((SELECT max(entry) FROM sanctions.audit
            WHERE partition = $1 AND platform = $2 AND shop_id = $3), 0) + 1, $4, $5, $6, $7, $8
        """;

    private const string Last = """
        SELECT entry, act, proposal_id, actor, at, outcome FROM sanctions.audit
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 ORDER BY entry DESC LIMIT 1000
        """;

    /// <summary>Adds an entry. In a transaction, which holds the shop's log until it ends.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection,
        (int Partition, ShopKey Shop) whose,
        (string Act, string ProposalId, string Actor, string Outcome, DateTimeOffset At) what,
        CancellationToken cancellation)
    {
        await using (var locks = new NpgsqlCommand(Lock, connection)
        {
            Parameters = { new() { Value = whose.Shop.Platform }, new() { Value = whose.Shop.ShopId } },
        })
        {
            await locks.ExecuteNonQueryAsync(cancellation);
        }

        await using var command = Command(Insert, connection, whose);
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = what.Act },
            new() { Value = what.ProposalId },
            new() { Value = what.Actor },
            new() { Value = what.Outcome },
            new() { Value = what.At.ToUniversalTime() },
        ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The last entries of a shop, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> OfAsync(
        NpgsqlConnection connection, (int Partition, ShopKey Shop) whose, CancellationToken cancellation)
    {
        await using var command = Command(Last, connection, whose);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<AuditEntry>();
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new AuditEntry
            {
                Entry = reader.GetInt64(0),
                Act = reader.GetString(1),
                ProposalId = reader.GetString(2),
                Actor = reader.GetString(3),
                At = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(4)),
                Outcome = reader.GetString(5),
            });
        }

        entries.Reverse();
        return entries;
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, (int Partition, ShopKey Shop) whose) => new(sql, connection)
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)whose.Partition },
            new() { Value = whose.Shop.Platform },
            new() { Value = whose.Shop.ShopId },
        },
    };
}
