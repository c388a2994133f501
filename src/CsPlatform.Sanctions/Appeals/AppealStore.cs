using CsPlatform.Domain.Primitives;
using CsPlatform.Sanctions.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>Appeals as they were filed, and what was done with them. Rows are only ever added.</summary>
internal static class AppealStore
{
    private const string Columns = """
        a.payload, a.content_hash, a.decided_by, c.kind, c.actor, c.at, c.reason, c.accepted,
        (SELECT count(*) FROM sanctions.appeal_fact f WHERE f.partition = a.partition AND f.platform = a.platform
            AND f.shop_id = a.shop_id AND f.appeal_id = a.appeal_id AND f.state = 2)::integer,
        (SELECT coalesce(array_agg(f.refusal ORDER BY f.number), '{}') FROM sanctions.appeal_fact f WHERE f.partition = a.partition
            AND f.platform = a.platform AND f.shop_id = a.shop_id AND f.appeal_id = a.appeal_id AND f.state = 3)
        FROM sanctions.appeal a
        LEFT JOIN sanctions.appeal_act c ON c.partition = a.partition AND c.platform = a.platform AND c.shop_id = a.shop_id
            AND c.appeal_id = a.appeal_id AND c.kind > 0
        """;

    private const string Insert = """
        INSERT INTO sanctions.appeal (partition, platform, shop_id, appeal_id, decision_id, decided_by, filed_at, content_hash, payload)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    private const string AddAct = """
        INSERT INTO sanctions.appeal_act (partition, platform, shop_id, appeal_id, act, kind, actor, at, reason, accepted)
        SELECT $1, $2, $3, $4, coalesce((SELECT max(act) FROM sanctions.appeal_act
            WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND appeal_id = $4), 0) + 1, $5, $6, $7, $8, $9
        """;

    private const string Acts = """
        SELECT kind, actor, at FROM sanctions.appeal_act
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND appeal_id = $4 ORDER BY act
        """;

    private const string OpenOf = """
        SELECT EXISTS (SELECT FROM sanctions.appeal a WHERE a.partition = $1 AND a.platform = $2 AND a.shop_id = $3 AND a.decision_id = $4
            AND NOT EXISTS (SELECT FROM sanctions.appeal_act c WHERE c.partition = a.partition AND c.platform = a.platform
                AND c.shop_id = a.shop_id AND c.appeal_id = a.appeal_id AND c.kind > 0))
        """;

    /// <summary>An appeal; null when the shop has none of that id.</summary>
    public static async Task<StoredAppeal?> FindAsync(
        NpgsqlConnection connection, AppealKey key, CancellationToken cancellation, bool locks = false)
    {
        const string one = $"SELECT {Columns} WHERE a.partition = $1 AND a.platform = $2 AND a.shop_id = $3 AND a.appeal_id = $4";
        await using var command = key.Command(locks ? one + " FOR UPDATE OF a" : one, connection);
        return await ReadAsync(command, cancellation) is [{ } found] ? found : null;
    }

    /// <summary>A page of appeals by shop and id; empty texts and nulls do not filter.</summary>
    public static async Task<IReadOnlyList<StoredAppeal>> ListAsync(
        NpgsqlConnection connection, AppealQuery query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var where = new List<string> { $"a.platform = {Parameter(query.Platform)}" };
        if (query.ShopId.Length > 0)
        {
            where.Add($"a.shop_id = {Parameter(query.ShopId)}");
        }

        if (query.State == AppealState.Filed)
        {
            where.Add("c.kind IS NULL");
        }
        else if (query.State != AppealState.Unspecified)
        {
            where.Add($"c.kind = {Parameter((short)query.State)}");
        }

        if (query.After is var (shop, id))
        {
            where.Add($"(a.shop_id, a.appeal_id) > ({Parameter(shop)}, {Parameter(id)})");
        }

        command.CommandText = $"SELECT {Columns} WHERE {string.Join(" AND ", where)} "
            + $"ORDER BY a.shop_id, a.appeal_id LIMIT {Parameter(query.PageSize + 1)}";
        return await ReadAsync(command, cancellation);

        string Parameter(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    /// <summary>Whether an appeal against a decision is open.</summary>
    public static async Task<bool> IsOpenAsync(
        NpgsqlConnection connection, ShopKey shop, string decisionId, CancellationToken cancellation)
    {
        await using var command = new AppealKey(shop, decisionId).Command(OpenOf, connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Adds an appeal.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, AppealKey key, Appeal appeal, (string DecidedBy, byte[] ContentHash) about, CancellationToken cancellation)
    {
        await using var command = key.Command(Insert, connection);
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = appeal.DecisionId },
            new() { Value = about.DecidedBy },
            new() { Value = appeal.FiledAt.ToDateTimeOffset() },
            new() { Value = about.ContentHash },
            new() { Value = appeal.ToByteArray() },
        ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Adds an act; the appeal is locked, unless it is a look.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, AppealKey key, AppealDeed deed, CancellationToken cancellation)
    {
        await using var command = key.Command(AddAct, connection);
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            new NpgsqlParameter<short> { TypedValue = (short)deed.Kind },
            new() { Value = deed.Actor },
            new() { Value = deed.At.ToUniversalTime() },
            new() { Value = deed.Reason },
            new() { Value = deed.Accepted.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
        ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What was done with an appeal, oldest first.</summary>
    public static async Task<IReadOnlyList<(AppealState Kind, string Actor, DateTimeOffset At)>> ActsAsync(
        NpgsqlConnection connection, AppealKey key, CancellationToken cancellation)
    {
        await using var command = key.Command(Acts, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var acts = new List<(AppealState, string, DateTimeOffset)>();
        while (await reader.ReadAsync(cancellation))
        {
            acts.Add(((AppealState)reader.GetInt16(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        return acts;
    }

    private static async Task<IReadOnlyList<StoredAppeal>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var found = new List<StoredAppeal>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var appeal = Appeal.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0));
            appeal.State = AppealState.Filed;
            if (!await reader.IsDBNullAsync(3, cancellation))
            {
                appeal.State = (AppealState)reader.GetInt16(3);
                appeal.ClosedBy = reader.GetString(4);
                appeal.ClosedAt = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(5));
                appeal.Reason = reader.GetString(6);
                var accepted = reader.GetFieldValue<string[]>(7).ToHashSet();
                appeal.Accepted.AddRange(appeal.Exclusions.Where(exclusion => accepted.Contains(exclusion.ConsultationId)));
            }

            appeal.FactsSent = reader.GetInt32(8);
            appeal.FactsRefused.AddRange(reader.GetFieldValue<string[]>(9));
            found.Add(new StoredAppeal(appeal, reader.GetFieldValue<byte[]>(1), reader.GetString(2)));
        }

        return found;
    }
}
