using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Which side of their limits running figures were last seen on.</summary>
internal static class HeadroomStore
{
    // The part of the statement that writes sees the table as it was before, and so does the one that reads.
    private const string Mark = """
        WITH moved AS (
            INSERT INTO metrics.headroom_mark (partition, position) SELECT * FROM unnest($1::smallint[], $2::bigint[])
            ON CONFLICT (partition) DO UPDATE SET position = excluded.position WHERE headroom_mark.position < excluded.position)
        SELECT partition, position FROM metrics.headroom_mark WHERE partition = ANY($1)
        """;

    private const string Load = """
        SELECT h.platform, h.shop_id, h.limit_key, h.period_start, h.side
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) AS w(partition, platform, shop_id, limit_key)
        JOIN metrics.headroom h ON h.partition = w.partition
            AND h.platform = w.platform AND h.shop_id = w.shop_id AND h.limit_key = w.limit_key
        """;

    private const string Save = """
        INSERT INTO metrics.headroom (partition, platform, shop_id, limit_key, period_start, side)
        SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::smallint[])
        ON CONFLICT (partition, platform, shop_id, limit_key)
        DO UPDATE SET period_start = excluded.period_start, side = excluded.side
        """;

    /// <summary>Moves the marks of partitions to the positions, unless they stand there or beyond, and loads what is asked for.</summary>
    internal static async Task<HeadroomState> LoadAsync(
        NpgsqlTransaction transaction,
        IReadOnlyDictionary<int, long> at,
        IReadOnlyList<FactRange> ranges,
        IReadOnlyCollection<(ShopKey Shop, string LimitKey)> limits,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new(Mark)
        {
            Parameters =
            {
                new() { Value = at.Keys.Select(partition => (short)partition).ToArray() },
                new() { Value = at.Values.ToArray() },
            },
        });
        batch.BatchCommands.Add(FactSums.Command(ranges));
        var load = new NpgsqlBatchCommand(Load);
        load.Parameters.AddShops([.. limits.Select(limit => limit.Shop)]);
        load.Parameters.Add(new() { Value = limits.Select(limit => limit.LimitKey).ToArray() });
        batch.BatchCommands.Add(load);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var marks = new Dictionary<int, long>(at.Count);
        while (await reader.ReadAsync(cancellation))
        {
            marks.Add(reader.GetInt16(0), reader.GetInt64(1));
        }

        await reader.NextResultAsync(cancellation);
        var sums = await FactSums.ReadAsync(reader, ranges, cancellation);
        await reader.NextResultAsync(cancellation);
        var sides = new Dictionary<(ShopKey, string), (LocalDate, HeadroomSide)>();
        while (await reader.ReadAsync(cancellation))
        {
            var shop = new ShopKey(reader.GetString(0), reader.GetString(1));
            sides.Add(
                (shop, reader.GetString(2)),
                (LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(3)), (HeadroomSide)reader.GetInt16(4)));
        }

        return new HeadroomState(marks, sums, sides);
    }

    internal static async Task SaveAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<(ShopKey Shop, string LimitKey, LocalDate PeriodStart, HeadroomSide Side)> seen,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Save, transaction.Connection, transaction);
        command.Parameters.AddShops([.. seen.Select(row => row.Shop)]);
        command.Parameters.Add(new() { Value = seen.Select(row => row.LimitKey).ToArray() });
        command.Parameters.Add(new() { Value = seen.Select(row => row.PeriodStart.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = seen.Select(row => (short)row.Side).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
