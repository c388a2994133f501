using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Obligations;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Metrics.Storage;

/// <summary>Cases of obligations: many read with one query and written with one.</summary>
internal static class ObligationStore
{
    private const string Load = """
        SELECT o.platform, o.shop_id, o.rule_id, o.case_id, o.state
        FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[]) AS k(partition, platform, shop_id, rule_id, case_id)
        JOIN metrics.obligation o ON o.partition = k.partition
            AND o.platform = k.platform AND o.shop_id = k.shop_id AND o.rule_id = k.rule_id AND o.case_id = k.case_id
        """;

    private const string Save = """
        INSERT INTO metrics.obligation (partition, platform, shop_id, rule_id, case_id, due_at, state)
        SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bytea[])
        ON CONFLICT (partition, platform, shop_id, rule_id, case_id)
        DO UPDATE SET due_at = excluded.due_at, state = excluded.state
        """;

    private const string List = """
        SELECT platform, shop_id, rule_id, case_id, state, due_at FROM metrics.obligation
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND ($4::text IS NULL OR rule_id = $4) AND due_at IS NOT NULL
            AND (due_at, rule_id, case_id) > ($5, $6, $7)
        ORDER BY due_at, rule_id, case_id LIMIT $8
        """;

    /// <summary>Those that exist.</summary>
    internal static async Task<Dictionary<ObligationCaseKey, ObligationCase>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<ObligationCaseKey> keys, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Load, keys);
        var found = new Dictionary<ObligationCaseKey, ObligationCase>(keys.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var read = Read(reader);
            found.Add(read.Key, read);
        }

        return found;
    }

    internal static async Task SaveAsync(
        NpgsqlTransaction transaction, IReadOnlyDictionary<ObligationCase, long?> changed, CancellationToken cancellation)
    {
        await using var command = Command(transaction, Save, [.. changed.Keys.Select(of => of.Key)]);
        command.Parameters.Add(new() { Value = changed.Values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = changed.Keys.Select(ObligationCodec.ToRow).ToArray() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A shop's obligations that were ever due, by due time, behind a place; one rule's only, or all.</summary>
    internal static async Task<IReadOnlyList<(ObligationCase Case, long DueAt)>> ListAsync(
        NpgsqlConnection connection,
        (int Partition, ShopKey Shop, string? RuleId) of,
        (long DueAt, string RuleId, string CaseId) after,
        int limit,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(List, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Shop.Platform },
                new() { Value = of.Shop.ShopId },
                new() { Value = (object?)of.RuleId ?? DBNull.Value },
                new() { Value = after.DueAt },
                new() { Value = after.RuleId },
                new() { Value = after.CaseId },
                new() { Value = limit },
            },
        };
        var rows = new List<(ObligationCase, long)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add((Read(reader), reader.GetInt64(5)));
        }

        return rows;
    }

    private static ObligationCase Read(NpgsqlDataReader reader)
    {
        var key = new ObligationCaseKey(new ShopKey(reader.GetString(0), reader.GetString(1)), reader.GetString(2), reader.GetString(3));
        return ObligationCodec.FromRow(key, reader.GetFieldValue<byte[]>(4));
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string text, IReadOnlyCollection<ObligationCaseKey> keys)
    {
        var command = new NpgsqlCommand(text, transaction.Connection, transaction);
        command.Parameters.AddShops([.. keys.Select(key => key.Shop)]);
        command.Parameters.Add(new() { Value = keys.Select(key => key.RuleId).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(key => key.CaseId).ToArray() });
        return command;
    }
}
