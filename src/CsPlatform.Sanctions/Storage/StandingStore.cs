using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Standings of shops. Whoever changes one locks its row first, in the order of <see cref="StandingKey"/>.</summary>
internal static class StandingStore
{
    // A day's closing ends the steps that are due by the next morning, whether or not the shop has a figure that day.
    private const string LockForBatch = """
        SELECT platform, shop_id, metric_id, state, until, body
        FROM sanctions.standing s
        WHERE partition = $1
          AND (EXISTS (SELECT FROM unnest($2::text[], $3::text[], $4::text[]) AS k(platform, shop_id, metric_id)
                       WHERE k.platform = s.platform AND k.shop_id = s.shop_id AND k.metric_id = s.metric_id)
               OR EXISTS (SELECT FROM unnest($5::text[], $6::date[]) AS c(platform, reached)
                          WHERE c.platform = s.platform AND s.until <= c.reached))
        ORDER BY platform, shop_id, metric_id
        FOR UPDATE
        """;

    private const string OfShop = """
        SELECT platform, shop_id, metric_id, state, until, body
        FROM sanctions.standing WHERE partition = $1 AND platform = $2 AND shop_id = $3 ORDER BY metric_id
        """;

    private const string Upsert = """
        INSERT INTO sanctions.standing (partition, platform, shop_id, metric_id, state, until, body)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::date[], $7::jsonb[])
        ON CONFLICT (partition, platform, shop_id, metric_id)
        DO UPDATE SET state = excluded.state, until = excluded.until, body = excluded.body, changed = pg_current_xact_id()
        """;

    /// <summary>
    /// Locks and loads the standings asked for, and those whose step ends by the day that a platform has reached.
    /// </summary>
    public static async Task<Dictionary<StandingKey, Standing>> LockAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<StandingKey> keys,
        IReadOnlyDictionary<string, LocalDate> reached,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(LockForBatch, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = keys.Select(key => key.Shop.Platform).ToArray() },
                new() { Value = keys.Select(key => key.Shop.ShopId).ToArray() },
                new() { Value = keys.Select(key => key.MetricId).ToArray() },
                new() { Value = reached.Keys.ToArray() },
                new() { Value = reached.Values.Select(day => day.ToDateOnly()).ToArray() },
            },
        };
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Locks and loads all standings of a shop.</summary>
    public static async Task<Dictionary<StandingKey, Standing>> LockAsync(
        NpgsqlTransaction transaction, int partition, ShopKey shop, CancellationToken cancellation)
    {
        await using var command = ShopCommand(OfShop + " FOR UPDATE", transaction.Connection!, partition, shop);
        command.Transaction = transaction;
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Loads all standings of a shop, ordered by metric.</summary>
    public static async Task<Dictionary<StandingKey, Standing>> LoadAsync(
        NpgsqlConnection connection, int partition, ShopKey shop, CancellationToken cancellation)
    {
        await using var command = ShopCommand(OfShop, connection, partition, shop);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Stores standings whose rows are locked or new.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<KeyValuePair<StandingKey, Standing>> standings,
        CancellationToken cancellation)
    {
        if (standings.Count == 0)
        {
            return;
        }

        var rows = standings.Select(standing => StandingBody.ToRow(standing.Value)).ToList();
        await using var command = new NpgsqlCommand(Upsert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = standings.Select(standing => standing.Key.Shop.Platform).ToArray() },
                new() { Value = standings.Select(standing => standing.Key.Shop.ShopId).ToArray() },
                new() { Value = standings.Select(standing => standing.Key.MetricId).ToArray() },
                new() { Value = rows.Select(row => row.State).ToArray() },
                new() { Value = rows.Select(row => row.Until).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
                new() { Value = rows.Select(row => row.Body).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand ShopCommand(string sql, NpgsqlConnection connection, int partition, ShopKey shop) =>
        new(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
            },
        };

    private static async Task<Dictionary<StandingKey, Standing>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var standings = new Dictionary<StandingKey, Standing>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = new StandingKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(2));
            var until = await reader.IsDBNullAsync(4, cancellation) ? (DateOnly?)null : reader.GetFieldValue<DateOnly>(4);
            standings.Add(key, StandingBody.FromRow(reader.GetInt16(3), until, reader.GetString(5)));
        }

        return standings;
    }
}
