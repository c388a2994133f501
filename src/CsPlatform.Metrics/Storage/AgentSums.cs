using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>What a sub-account did under one metric.</summary>
/// <param name="AgentId">The sub-account; "UNASSIGNED" for nobody.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="Day">Of one day.</param>
/// <param name="Window">Of a run of days.</param>
internal sealed record AgentSums(string AgentId, string MetricId, Rate Day, Rate Window)
{
    // Who did nothing on the day is not at work.
    private const string Text = """
        SELECT f.agent_id, f.metric_id,
            (sum(f.numerator) FILTER (WHERE f.day = $4))::bigint, (sum(f.denominator) FILTER (WHERE f.day = $4))::bigint,
            sum(f.numerator)::bigint, sum(f.denominator)::bigint
        FROM unnest($5::text[], $6::date[], $7::date[]) AS w(metric_id, from_day, until_day)
        JOIN metrics.agent_day_fact f ON f.partition = $1 AND f.platform = $2 AND f.shop_id = $3
            AND f.day >= w.from_day AND f.day < w.until_day AND f.metric_id = w.metric_id
        GROUP BY f.agent_id, f.metric_id
        HAVING sum(f.denominator) FILTER (WHERE f.day = $4) > 0
        """;

    /// <summary>Those of a shop that did anything on the day, with the sums of each metric's run of days.</summary>
    internal static NpgsqlBatchCommand Command(ShopKey shop, LocalDate day, IReadOnlyList<(string MetricId, Period Days)> windows) => new(Text)
    {
        Parameters =
        {
            new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(shop.Platform, shop.ShopId) },
            new() { Value = shop.Platform },
            new() { Value = shop.ShopId },
            new() { Value = day.ToDateOnly() },
            new() { Value = windows.Select(window => window.MetricId).ToArray() },
            new() { Value = windows.Select(window => window.Days.Start.ToDateOnly()).ToArray() },
            new() { Value = windows.Select(window => window.Days.End.ToDateOnly()).ToArray() },
        },
    };

    /// <summary>Reads what <see cref="Command"/> gives.</summary>
    internal static async Task<IReadOnlyList<AgentSums>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var found = new List<AgentSums>();
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new AgentSums(
                reader.GetString(0),
                reader.GetString(1),
                new Rate(reader.GetInt64(2), reader.GetInt64(3)),
                new Rate(reader.GetInt64(4), reader.GetInt64(5))));
        }

        return found;
    }
}
