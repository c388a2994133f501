using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Sanctions.Storage;

/// <summary>An attempt at an exam and what it was answered: a repeated report gets the same answer.</summary>
internal sealed record ExamAttempt(
    ShopKey Shop, string CaseId, string AttemptId, LocalDate TakenOn, bool Passed, string? DecisionId, string Explanation)
{
    private const string Find = """
        SELECT taken_on, passed, decision_id, explanation FROM sanctions.exam_attempt
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND case_id = $4 AND attempt_id = $5
        """;

    private const string Insert = """
        INSERT INTO sanctions.exam_attempt
            (partition, platform, shop_id, case_id, attempt_id, taken_on, passed, decision_id, explanation, recorded_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    /// <summary>The attempt of that id; null when it was never reported.</summary>
    public static async Task<ExamAttempt?> FindAsync(
        NpgsqlTransaction transaction,
        int partition,
        ShopKey shop,
        (string CaseId, string AttemptId) id,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Find, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
                new() { Value = id.CaseId },
                new() { Value = id.AttemptId },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new ExamAttempt(
                shop,
                id.CaseId,
                id.AttemptId,
                LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(0)),
                reader.GetBoolean(1),
                await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetString(2),
                reader.GetString(3))
            : null;
    }

    /// <summary>Stores the attempt.</summary>
    public async Task InsertAsync(
        NpgsqlTransaction transaction, int partition, DateTimeOffset recordedAt, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = Shop.Platform },
                new() { Value = Shop.ShopId },
                new() { Value = CaseId },
                new() { Value = AttemptId },
                new() { Value = TakenOn.ToDateOnly() },
                new() { Value = Passed },
                new() { Value = (object?)DecisionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = Explanation },
                new() { Value = recordedAt.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
