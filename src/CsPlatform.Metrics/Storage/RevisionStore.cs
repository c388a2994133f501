using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>All revisions of one figure.</summary>
internal static class RevisionStore
{
    private const string Of = "partition = $1 AND platform = $2 AND shop_id = $3 AND metric_id = $4 AND period_kind = $5";

    private const string Load = $"""
        SELECT {FigureRow.Columns} FROM metrics.figure
        WHERE {Of} AND evaluated_on =
            (SELECT evaluated_on FROM metrics.figure WHERE {Of} AND closed_at <= $6 AND evaluated_on <= $7
             ORDER BY evaluated_on DESC LIMIT 1)
        ORDER BY revision
        """;

    /// <summary>
    /// Revisions, first to last, also later ones, of the figure that was evaluated last on or before the day among those published no
    /// later than the instant; none when there is no such figure.
    /// </summary>
    internal static async Task<List<StoredFigure>> LoadAsync(
        NpgsqlConnection connection,
        (ShopKey Shop, string MetricId, FigurePeriodKind Kind) of,
        LocalDate validAt,
        Instant knownAt,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Load, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(of.Shop.Platform, of.Shop.ShopId) },
                new() { Value = of.Shop.Platform },
                new() { Value = of.Shop.ShopId },
                new() { Value = of.MetricId },
                new NpgsqlParameter<short> { TypedValue = (short)of.Kind },
                new() { Value = knownAt.ToDateTimeUtc() },
                new() { Value = validAt.ToDateOnly() },
            },
        };
        var found = new List<StoredFigure>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(FigureRow.Read(reader, of.Shop.Platform, of.MetricId));
        }

        return found;
    }
}
