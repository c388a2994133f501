using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>Cases, derived from the decisions that belong to them.</summary>
internal static class CaseStore
{
    private const string Insert = """
        INSERT INTO sanctions.case_entry (partition, platform, shop_id, decision_id, case_id, metric_id, kind, effective_from, revokes)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::date[], $9::text[])
        """;

    private const string Columns = "platform, shop_id, case_id, metric_id, progress, opened_on, ended_on, decisions";

    private const string DecisionsOf = """
        SELECT d.payload FROM sanctions.case_entry e
        JOIN sanctions.decision d ON d.partition = e.partition AND d.platform = e.platform AND d.shop_id = e.shop_id
            AND d.decision_id = e.decision_id
        WHERE e.partition = $1 AND e.platform = $2 AND e.shop_id = $3
            AND (e.case_id = $4 OR e.revokes IN (
                SELECT c.decision_id FROM sanctions.case_entry c
                WHERE c.partition = $1 AND c.platform = $2 AND c.shop_id = $3 AND c.case_id = $4))
        ORDER BY d.position
        """;

    private const string Findings = """
        SELECT f.decision_id, f.revision, f.numerator, f.denominator, f.judged_alike, f.reason, f.found_at
        FROM sanctions.finding f
        JOIN sanctions.case_entry e ON e.partition = f.partition AND e.platform = f.platform AND e.shop_id = f.shop_id
            AND e.decision_id = f.decision_id
        WHERE e.partition = $1 AND e.platform = $2 AND e.shop_id = $3 AND e.case_id = $4
        ORDER BY f.found_at, f.revision, f.decision_id
        """;

    /// <summary>Notes to which cases decisions belong, and what they revoke.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        var entries = decisions.Where(decision => decision.CaseId.Length > 0 || Revokes(decision).Length > 0).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = entries.Select(entry => entry.Shop.Platform).ToArray() },
                new() { Value = entries.Select(entry => entry.Shop.ShopId).ToArray() },
                new() { Value = entries.Select(entry => entry.DecisionId).ToArray() },
                new() { Value = entries.Select(entry => entry.CaseId).ToArray() },
                new() { Value = entries.Select(entry => entry.MetricId).ToArray() },
                new() { Value = entries.Select(entry => (short)entry.Kind).ToArray() },
                new() { Value = entries.Select(entry => DateOnly.ParseExact(entry.EffectiveFrom, "yyyy-MM-dd")).ToArray() },
                new() { Value = entries.Select(Revokes).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A page of cases in the order of shop, day of opening and id; empty texts and nulls do not filter.</summary>
    public static async Task<IReadOnlyList<Case>> ListAsync(
        NpgsqlConnection connection, CaseQuery query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var where = new List<string> { $"platform = {Parameter(query.Platform)}" };
        if (query.ShopId.Length > 0)
        {
            where.Add($"shop_id = {Parameter(query.ShopId)} AND partition = {Parameter((short)Partitions.Of(query.Platform, query.ShopId))}");
        }

        if (query.MetricId.Length > 0)
        {
            where.Add($"metric_id = {Parameter(query.MetricId)}");
        }

        if (query.Progress != CaseProgress.Unspecified)
        {
            where.Add($"progress = {Parameter((short)query.Progress)}");
        }

        if (query.After is var (shop, opened, id))
        {
            // The first condition reaches below the aggregation, the second one cannot.
            where.Add($"shop_id >= {Parameter(shop)}");
            where.Add($"(shop_id, opened_on, case_id) > ({Parameter(shop)}, {Parameter(opened.ToDateOnly())}, {Parameter(id)})");
        }

        command.CommandText = $"SELECT {Columns} FROM sanctions.shop_case WHERE {string.Join(" AND ", where)} "
            + $"ORDER BY shop_id, opened_on, case_id LIMIT {Parameter(query.PageSize + 1)}";
        return await CasesAsync(command, cancellation);

        string Parameter(object value)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
            return $"${command.Parameters.Count}";
        }
    }

    /// <summary>A case with its decisions and what revised figures say of them; null when the shop has none of that id.</summary>
    public static async Task<GetCaseResponse?> FindAsync(
        NpgsqlConnection connection, int partition, ShopKey shop, string caseId, CancellationToken cancellation)
    {
        await using var command = Command(
            $"SELECT {Columns} FROM sanctions.shop_case WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND case_id = $4",
            connection, partition, shop, caseId);
        if (await CasesAsync(command, cancellation) is not [{ } found])
        {
            return null;
        }

        var response = new GetCaseResponse { Case = found };
        await using (var decisions = Command(DecisionsOf, connection, partition, shop, caseId))
        await using (var reader = await decisions.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                response.Decisions.Add(Decision.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0)));
            }
        }

        await using (var findings = Command(Findings, connection, partition, shop, caseId))
        await using (var reader = await findings.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                response.Corrections.Add(new FigureCorrection
                {
                    DecisionId = reader.GetString(0),
                    Revision = reader.GetInt32(1),
                    Numerator = reader.GetInt64(2),
                    Denominator = reader.GetInt64(3),
                    JudgedAlike = reader.GetBoolean(4),
                    Reason = reader.GetString(5),
                    FoundAt = Timestamp.FromDateTimeOffset(reader.GetFieldValue<DateTimeOffset>(6)),
                });
            }
        }

        return response;
    }

    private static async Task<IReadOnlyList<Case>> CasesAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var cases = new List<Case>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            cases.Add(new Case
            {
                Shop = new Common.V1.ShopKey { Platform = reader.GetString(0), ShopId = reader.GetString(1) },
                CaseId = reader.GetString(2),
                MetricId = reader.GetString(3),
                Progress = (CaseProgress)reader.GetInt16(4),
                OpenedOn = Day(reader, 5),
                EndedOn = await reader.IsDBNullAsync(6, cancellation) ? "" : Day(reader, 6),
                Decisions = reader.GetInt32(7),
            });
        }

        return cases;
    }

    private static string Day(NpgsqlDataReader reader, int column) => $"{LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(column)):R}";

    private static string Revokes(Decision decision) => decision.Correction?.Revokes ?? "";

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, int partition, ShopKey shop, string caseId) =>
        new(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
                new() { Value = caseId },
            },
        };
}
