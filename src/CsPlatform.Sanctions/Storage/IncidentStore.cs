using NodaTime;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>How the incidents of shops were decided last.</summary>
internal static class IncidentStore
{
    private const string Select = """
        SELECT is_upheld, decided_at FROM sanctions.incident
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND metric_id = $4 AND incident_id = $5
        """;

    private const string Upsert = """
        INSERT INTO sanctions.incident (partition, platform, shop_id, metric_id, incident_id, is_upheld, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (partition, platform, shop_id, metric_id, incident_id)
        DO UPDATE SET is_upheld = excluded.is_upheld, decided_at = excluded.decided_at
        """;

    /// <summary>The last decision; null when the incident is new.</summary>
    public static async Task<(bool IsUpheld, Instant DecidedAt)?> FindAsync(
        NpgsqlTransaction transaction, int partition, StandingKey key, string incidentId, CancellationToken cancellation)
    {
        await using var command = Command(Select, transaction, partition, key, incidentId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (reader.GetBoolean(0), Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(1)))
            : null;
    }

    /// <summary>Notes the last decision.</summary>
    public static async Task SaveAsync(
        NpgsqlTransaction transaction,
        int partition,
        StandingKey key,
        (string IncidentId, bool IsUpheld, Instant DecidedAt) decided,
        CancellationToken cancellation)
    {
        await using var command = Command(Upsert, transaction, partition, key, decided.IncidentId);
        command.Parameters.Add(new() { Value = decided.IsUpheld });
        command.Parameters.Add(new() { Value = decided.DecidedAt.ToDateTimeUtc() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(string sql, NpgsqlTransaction transaction, int partition, StandingKey key, string incidentId) =>
        new(sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = key.Shop.Platform },
                new() { Value = key.Shop.ShopId },
                new() { Value = key.MetricId },
                new() { Value = incidentId },
            },
        };
}
