using CsPlatform.Domain.Metrics;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of sub-accounts.</summary>
internal static class AgentFactStore
{
    // As with the facts of shops: the sum is found first, under the partition's lock.
    private const string Add = """
        INSERT INTO metrics.agent_day_fact (partition, platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        SELECT $1, c.platform, c.shop_id, c.agent_id, c.metric_id, c.day,
            coalesce(f.numerator, 0) + c.numerator, coalesce(f.denominator, 0) + c.denominator
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::bigint[], $8::bigint[])
            AS c(platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        LEFT JOIN metrics.agent_day_fact f ON f.partition = $1 AND f.platform = c.platform AND f.shop_id = c.shop_id
            AND f.day = c.day AND f.agent_id = c.agent_id AND f.metric_id = c.metric_id
        ON CONFLICT (partition, platform, shop_id, day, agent_id, metric_id)
            DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
        """;

    /// <summary>Adds the differences.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<KeyValuePair<AgentFact, FactChange>> changes,
        CancellationToken cancellation)
    {
        await using var add = new NpgsqlCommand(Add, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = changes.Select(change => change.Key.Shop.Platform).ToArray() },
                new() { Value = changes.Select(change => change.Key.Shop.ShopId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.AgentId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.MetricId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.Day.ToDateOnly()).ToArray() },
                new() { Value = changes.Select(change => change.Value.Numerator).ToArray() },
                new() { Value = changes.Select(change => change.Value.Denominator).ToArray() },
            },
        };
        await add.ExecuteNonQueryAsync(cancellation);
    }
}
