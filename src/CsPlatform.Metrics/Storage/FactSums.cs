using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Sums of facts over runs of days, many in one query.</summary>
internal static class FactSums
{
    private const string Text = """
        SELECT w.place, coalesce(sum(f.numerator), 0)::bigint, coalesce(sum(f.denominator), 0)::bigint
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[])
            WITH ORDINALITY AS w(partition, platform, shop_id, metric_id, from_day, until_day, place)
        LEFT JOIN metrics.shop_day_fact f ON f.partition = w.partition AND f.platform = w.platform AND f.shop_id = w.shop_id
            AND f.metric_id = w.metric_id AND f.day >= w.from_day AND f.day < w.until_day
        GROUP BY w.place
        """;

    internal static NpgsqlBatchCommand Command(IReadOnlyList<FactRange> ranges)
    {
        var command = new NpgsqlBatchCommand(Text);
        command.Parameters.AddShops([.. ranges.Select(range => range.Shop)]);
        command.Parameters.Add(new() { Value = ranges.Select(range => range.MetricId).ToArray() });
        command.Parameters.Add(new() { Value = ranges.Select(range => range.Days.Start.ToDateOnly()).ToArray() });
        command.Parameters.Add(new() { Value = ranges.Select(range => range.Days.End.ToDateOnly()).ToArray() });
        return command;
    }

    /// <summary>Reads what <see cref="Command"/> gives.</summary>
    internal static async Task<IReadOnlyDictionary<FactRange, FactChange>> ReadAsync(
        NpgsqlDataReader reader, IReadOnlyList<FactRange> ranges, CancellationToken cancellation)
    {
        var sums = new Dictionary<FactRange, FactChange>(ranges.Count);
        while (await reader.ReadAsync(cancellation))
        {
            sums[ranges[(int)reader.GetInt64(0) - 1]] = new FactChange(reader.GetInt64(1), reader.GetInt64(2));
        }

        return sums;
    }
}
