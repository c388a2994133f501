using CsPlatform.Domain.Metrics;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Facts of sub-accounts.</summary>
internal static class AgentFactStore
{
    private const string Begin = """
        INSERT INTO metrics.agent_day_fact (partition, platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        SELECT $1, c.*, 0, 0 FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[]) AS c
        ON CONFLICT (partition, platform, shop_id, day, agent_id, metric_id) DO NOTHING
        """;

    private const string Add = """
        UPDATE metrics.agent_day_fact f SET numerator = f.numerator + c.numerator, denominator = f.denominator + c.denominator
        FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::bigint[], $8::bigint[])
            AS c(platform, shop_id, agent_id, metric_id, day, numerator, denominator)
        WHERE f.partition = $1 AND f.platform = c.platform AND f.shop_id = c.shop_id
            AND f.agent_id = c.agent_id AND f.metric_id = c.metric_id AND f.day = c.day
        """;

    /// <summary>Adds the differences.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction,
        int partition,
        IReadOnlyCollection<KeyValuePair<AgentFact, FactChange>> changes,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var add = Command(Add, partition, changes);
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Numerator).ToArray() });
        add.Parameters.Add(new() { Value = changes.Select(change => change.Value.Denominator).ToArray() });
        batch.BatchCommands.Add(Command(Begin, partition, changes));
        batch.BatchCommands.Add(add);
        await batch.ExecuteNonQueryAsync(cancellation);
        if (add.RecordsAffected != changes.Count)
        {
            throw new InvalidOperationException(
                $"{add.RecordsAffected} of {changes.Count} facts of sub-accounts of partition {partition} were found.");
        }
    }

    private static NpgsqlBatchCommand Command(
        string text, int partition, IReadOnlyCollection<KeyValuePair<AgentFact, FactChange>> changes) => new(text)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = changes.Select(change => change.Key.Shop.Platform).ToArray() },
                new() { Value = changes.Select(change => change.Key.Shop.ShopId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.AgentId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.MetricId).ToArray() },
                new() { Value = changes.Select(change => change.Key.Fact.Day.ToDateOnly()).ToArray() },
            },
        };
}
