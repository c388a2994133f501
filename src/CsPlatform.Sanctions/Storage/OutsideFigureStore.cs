using CsPlatform.Sanctions.Feeds;
using Npgsql;

namespace CsPlatform.Sanctions.Storage;

/// <summary>What was last reported of figures that are measured elsewhere. The last report of a period counts.</summary>
internal static class OutsideFigureStore
{
    private const string Upsert = """
        INSERT INTO sanctions.outside_figure AS f
            (partition, platform, shop_id, metric_id, period_start, period_end, numerator, denominator, revision, reported_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
        ON CONFLICT (partition, platform, shop_id, metric_id, period_start, period_end)
        DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator, revision = f.revision + 1,
                      reported_at = excluded.reported_at
        WHERE f.reported_at < excluded.reported_at
          AND (f.numerator, f.denominator) <> (excluded.numerator, excluded.denominator)
        RETURNING revision
        """;

    /// <summary>The revision that a report is of its figure; null when it is older than what is known, or says the same.</summary>
    public static async Task<int?> ReportAsync(
        NpgsqlTransaction transaction, int partition, OutsideReported report, CancellationToken cancellation)
    {
        var (key, figure) = (report.Key, report.Figure);
        await using var command = new NpgsqlCommand(Upsert, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)partition },
                new() { Value = key.Shop.Platform },
                new() { Value = key.Shop.ShopId },
                new() { Value = key.MetricId },
                new() { Value = figure.Period.Start.ToDateOnly() },
                new() { Value = figure.Period.End.ToDateOnly() },
                new() { Value = figure.Rate.Numerator },
                new() { Value = figure.Rate.Denominator },
                new() { Value = report.At.ToDateTimeUtc() },
            },
        };
        return (int?)await command.ExecuteScalarAsync(cancellation);
    }
}
