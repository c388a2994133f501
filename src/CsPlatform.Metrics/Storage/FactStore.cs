using CsPlatform.Domain.Metrics;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of shop-days.</summary>
internal static class FactStore
{
    // Adding is the only way a fact changes: a wrong difference meets the table's checks. The sum is found first, under the partition's
    // lock, because an INSERT … ON CONFLICT checks the difference itself, which may be negative.
    private const string Add = """
        INSERT INTO metrics.shop_day_fact (
            partition, platform, shop_id, metric_id, day, numerator, denominator, numerator_lowest, numerator_highest)
        SELECT c.partition, c.platform, c.shop_id, c.metric_id, c.day,
            coalesce(f.numerator, 0) + c.numerator,
            coalesce(f.denominator, 0) + c.denominator,
            coalesce(f.numerator_lowest, 0) + c.numerator - c.less,
            coalesce(f.numerator_highest, 0) + c.numerator + c.more
        FROM unnest(
            $1::smallint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
            AS c(partition, platform, shop_id, metric_id, day, numerator, denominator, less, more)
        LEFT JOIN metrics.shop_day_fact f ON f.partition = c.partition AND f.platform = c.platform AND f.shop_id = c.shop_id
            AND f.metric_id = c.metric_id AND f.day = c.day
        ON CONFLICT (partition, platform, shop_id, metric_id, day) DO UPDATE SET
            numerator = excluded.numerator,
            denominator = excluded.denominator,
            numerator_lowest = excluded.numerator_lowest,
            numerator_highest = excluded.numerator_highest
        """;

    private const string Load = """
        SELECT f.shop_id, f.metric_id, f.day, f.numerator, f.denominator, f.numerator_lowest, f.numerator_highest
        FROM unnest($3::text[], $4::text[], $5::date[], $6::date[]) AS s(shop_id, metric_id, from_day, until_day)
        JOIN metrics.shop_day_fact f ON f.partition = $1 AND f.platform = $2
            AND f.shop_id = s.shop_id AND f.metric_id = s.metric_id AND f.day >= s.from_day AND f.day < s.until_day
        WHERE (f.numerator <> 0 OR f.denominator <> 0)
        """;

    // The index of days answers by the metric's whole name (docs/decisions/0033).
    private const string LoadAll = """
        SELECT f.shop_id, f.metric_id, f.day, f.numerator, f.denominator, f.numerator_lowest, f.numerator_highest
        FROM unnest($3::text[], $4::date[], $5::date[]) AS s(metric_id, from_day, until_day)
        JOIN metrics.shop_day_fact f ON f.partition = $1 AND f.platform || '/' || f.metric_id = $2 || '/' || s.metric_id
            AND f.day >= s.from_day AND f.day < s.until_day
        WHERE (f.numerator <> 0 OR f.denominator <> 0)
        """;

    private const string FirstDay = "SELECT min(first_day) FROM metrics.shop WHERE partition = $1 AND platform = $2";

    private const string Holding = """
        SELECT partition FROM metrics.shop WHERE platform = $1
        UNION SELECT partition FROM metrics.closed_day WHERE platform = $1
        ORDER BY partition
        """;

    internal static async Task AddAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<KeyValuePair<ShopFact, FactChange>> changes,
        CancellationToken cancellation)
    {
        await using var add = Command(transaction, changes);
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Numerator).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Denominator).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Less).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.More).ToArray() });
        await add.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Facts of one platform by shop and metric, each within the days asked for it.</summary>
    internal static Task<FactTable> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<(string ShopId, string MetricId, Period Days)> wanted,
        CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(Load, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Platform },
                new() { Value = wanted.Select(series => series.ShopId).ToArray() },
                new() { Value = wanted.Select(series => series.MetricId).ToArray() },
                new() { Value = wanted.Select(series => series.Days.Start.ToDateOnly()).ToArray() },
                new() { Value = wanted.Select(series => series.Days.End.ToDateOnly()).ToArray() },
            },
        };
        return ReadAsync(command, cancellation);
    }

    /// <summary>Facts of all shops of one platform by metric, each within the days asked for it.</summary>
    internal static Task<FactTable> LoadAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<(string MetricId, Period Days)> wanted,
        CancellationToken cancellation)
    {
        var command = Query(transaction, LoadAll, of);
        command.Parameters.Add(new() { Value = wanted.Select(series => series.MetricId).ToArray() });
        command.Parameters.Add(new() { Value = wanted.Select(series => series.Days.Start.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = wanted.Select(series => series.Days.End.ToDateOnly()).ToArray() });
        return ReadAsync(command, cancellation);
    }

    /// <summary>The first day on which anything happened; null when nothing did.</summary>
    internal static async Task<LocalDate?> FirstDayAsync(
        NpgsqlTransaction transaction, (int Partition, string Platform) of, CancellationToken cancellation)
    {
        await using var command = Query(transaction, FirstDay, of);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.IsDBNull(0) ? null : LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(0));
    }

    /// <summary>The partitions that know a shop of the platform, or were closed, in order.</summary>
    internal static async Task<IReadOnlyList<int>> PartitionsAsync(
        NpgsqlConnection connection, string platform, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Holding, connection) { Parameters = { new() { Value = platform } } };
        var partitions = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            partitions.Add(reader.GetInt16(0));
        }

        return partitions;
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, IReadOnlyCollection<KeyValuePair<ShopFact, FactChange>> changes)
    {
        var command = new NpgsqlCommand(Add, transaction.Connection, transaction);
        command.Parameters.AddShops([.. changes.Select(change => change.Key.Shop)]);
        command.Parameters.Add(new() { Value = changes.Select(change => change.Key.Fact.MetricId).ToArray() });
        command.Parameters.Add(new() { Value = changes.Select(change => change.Key.Fact.Day.ToDateOnly()).ToArray() });
        return command;
    }

    private static NpgsqlCommand Query(NpgsqlTransaction transaction, string text, (int Partition, string Platform) of) =>
        new(text, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)of.Partition }, new() { Value = of.Platform } },
        };

    private static async Task<FactTable> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var owned = command;
        var table = new FactTable();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            table.Add(
                reader.GetString(0),
                reader.GetString(1),
                LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(2)),
                new FactChange(reader.GetInt64(3), reader.GetInt64(4))
                {
                    Less = reader.GetInt64(3) - reader.GetInt64(5), More = reader.GetInt64(6) - reader.GetInt64(3),
                });
        }

        return table;
    }
}
