using CsPlatform.Domain.Primitives;
using Npgsql;

namespace CsPlatform.Sanctions.Standings;

/// <summary>Shops whose standing was written by transactions that an earlier look did not see.</summary>
/// <param name="Snapshot">What this look saw, for the next one.</param>
/// <param name="Shops">The shops, some perhaps twice; null = more than <see cref="Most"/>.</param>
internal sealed record StandingChanges(string Snapshot, IReadOnlyList<ShopKey>? Shops)
{
    /// <summary>Most standings that a look names.</summary>
    public const int Most = 10_000;

    // The order and the limit keep it on the index, however many standings there are.
    private const string Since = """
        SELECT now.snapshot::text, change.platform, change.shop_id
        FROM (SELECT pg_current_snapshot() AS snapshot) now LEFT JOIN LATERAL (
            SELECT platform, shop_id FROM sanctions.standing
            WHERE changed >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(changed, $1::pg_snapshot)
            ORDER BY changed LIMIT $2) change ON true
        """;

    /// <summary>Looks.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="seen">The snapshot of the look before; null = there was none, and nothing is named.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<StandingChanges> ReadAsync(NpgsqlConnection connection, string? seen, CancellationToken cancellation)
    {
        await using var command = seen is null
            ? new NpgsqlCommand("SELECT pg_current_snapshot()::text, NULL::text, NULL::text", connection)
            : new NpgsqlCommand(Since, connection)
            {
                Parameters =
                {
                    new() { Value = seen },
                    new NpgsqlParameter<int> { TypedValue = Most + 1 },
                },
            };
        var (snapshot, shops) = ("", new List<ShopKey>());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            snapshot = reader.GetString(0);
            if (!await reader.IsDBNullAsync(1, cancellation))
            {
                shops.Add(new ShopKey(reader.GetString(1), reader.GetString(2)));
            }
        }

        return new StandingChanges(snapshot, shops.Count > Most ? null : shops);
    }
}
