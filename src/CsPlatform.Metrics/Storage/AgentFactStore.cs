using CsPlatform.Domain.Metrics;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of sub-accounts.</summary>
internal static class AgentFactStore
{
    // As with the facts of shops: the sum is found first, under the partition's lock.
    private const string Add = """
        INSERT INTO metrics.agent_day_fact (partition, platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        SELECT c.partition, c.platform, c.shop_id, c.agent_id, c.metric_id, c.day,
            coalesce(f.numerator, 0) + c.numerator, coalesce(f.denominator, 0) + c.denominator
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::bigint[], $8::bigint[])
            AS c(partition, platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        LEFT JOIN metrics.agent_day_fact f ON f.partition = c.partition AND f.platform = c.platform AND f.shop_id = c.shop_id
            AND f.day = c.day AND f.agent_id = c.agent_id AND f.metric_id = c.metric_id
        ON CONFLICT (partition, platform, shop_id, day, agent_id, metric_id)
            DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
        """;

    /// <summary>Adds the differences.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction,
        IReadOnlyCollection<KeyValuePair<AgentFact, FactChange>> changes,
        CancellationToken cancellation)
    {
        await using var add = new NpgsqlCommand(Add, transaction.Connection, transaction);
        add.Parameters.AddShops([.. changes.Select(change => change.Key.Shop)]);
        add.Parameters.Add(new() { Value = changes.Select(change => change.Key.Fact.AgentId).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Key.Fact.MetricId).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Key.Fact.Day.ToDateOnly()).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Numerator).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Denominator).ToArray() });
        await add.ExecuteNonQueryAsync(cancellation);
    }
}
