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
            INSERT INTO metrics.headroom_mark (partition, position) VALUES ($1, $2)
            ON CONFLICT (partition) DO UPDATE SET position = excluded.position WHERE headroom_mark.position < excluded.position)
        SELECT position FROM metrics.headroom_mark WHERE partition = $1
        """;

    private const string Load = """
        SELECT h.platform, h.shop_id, h.limit_key, h.period_start, h.side
        FROM unnest($2::text[], $3::text[], $4::text[]) AS w(platform, shop_id, limit_key)
        JOIN metrics.headroom h ON h.partition = $1
            AND h.platform = w.platform AND h.shop_id = w.shop_id AND h.limit_key = w.limit_key
        """;

    private const string Save = """
        INSERT INTO metrics.headroom (partition, platform, shop_id, limit_key, period_start, side)
        SELECT $1, w.* FROM unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::smallint[]) AS w
        ON CONFLICT (partition, platform, shop_id, limit_key)
        DO UPDATE SET period_start = excluded.period_start, side = excluded.side
        """;

    /// <summary>Moves the mark of the partition to the position, unless it stands there or beyond, and loads what is asked for.</summary>
    internal static async Task<HeadroomState> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, long Position) at,
        IReadOnlyList<FactRange> ranges,
        IReadOnlyCollection<(ShopKey Shop, string LimitKey)> limits,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var partition = (short)at.Partition;
        batch.BatchCommands.Add(new(Mark)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = partition }, new NpgsqlParameter<long> { TypedValue = at.Position } },
        });
        batch.BatchCommands.Add(FactSums.Command(at.Partition, ranges));
        batch.BatchCommands.Add(new(Load)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = partition },
                new() { Value = limits.Select(limit => limit.Shop.Platform).ToArray() },
                new() { Value = limits.Select(limit => limit.Shop.ShopId).ToArray() },
                new() { Value = limits.Select(limit => limit.LimitKey).ToArray() },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var mark = await reader.ReadAsync(cancellation) ? reader.GetInt64(0) : 0;
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

        return new HeadroomState(mark, sums, sides);
    }

    internal static async Task SaveAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<(ShopKey Shop, string LimitKey, LocalDate PeriodStart, HeadroomSide Side)> seen,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Save, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = seen.Select(row => row.Shop.Platform).ToArray() },
                new() { Value = seen.Select(row => row.Shop.ShopId).ToArray() },
                new() { Value = seen.Select(row => row.LimitKey).ToArray() },
                new() { Value = seen.Select(row => row.PeriodStart.ToDateOnly()).ToArray() },
                new() { Value = seen.Select(row => (short)row.Side).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
