using CsPlatform.Domain.Metrics;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Which figures to read, in the last revision that was known, ordered by shop, period kind and day of evaluation.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="MetricId">The metric.</param>
/// <param name="ShopId">Only this shop; null = all.</param>
/// <param name="Kind">Only this kind; null = all.</param>
/// <param name="From">First day of evaluation, inclusive.</param>
/// <param name="Until">Day of evaluation to stop before, exclusive.</param>
/// <param name="After">The last figure of the page before; null = the first page.</param>
/// <param name="Limit">Most figures.</param>
internal sealed record FigureQuery(
    string Platform,
    string MetricId,
    string? ShopId,
    FigurePeriodKind? Kind,
    LocalDate From,
    LocalDate Until,
    FigurePosition? After,
    int Limit)
{
    /// <summary>Only revisions published no later; null = all.</summary>
    public Instant? KnownAt { get; init; }

    private const string Text = $"""
        SELECT DISTINCT ON (shop_id, period_kind, evaluated_on) {FigureRow.Columns}
        FROM metrics.figure
        WHERE platform = $1 AND metric_id = $2 AND evaluated_on >= $3 AND evaluated_on < $4
        """;

    private const string Order = " ORDER BY shop_id, period_kind, evaluated_on, revision DESC LIMIT $5";

    internal async Task<List<StoredFigure>> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection);
        var found = new List<StoredFigure>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(FigureRow.Read(reader, Platform, MetricId));
        }

        return found;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand
        {
            Connection = connection,
            Parameters =
            {
                new() { Value = Platform },
                new() { Value = MetricId },
                new() { Value = From.ToDateOnly() },
                new() { Value = Until.ToDateOnly() },
                new NpgsqlParameter<int> { TypedValue = Limit },
            },
        };
        var text = Text;
        string Parameter(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return $"${command.Parameters.Count}";
        }

        if (ShopId is { } shop)
        {
            text += $" AND partition = {Parameter((short)Partitions.Of(Platform, shop))} AND shop_id = {Parameter(shop)}";
        }

        if (Kind is { } kind)
        {
            text += $" AND period_kind = {Parameter((short)kind)}";
        }

        if (KnownAt is { } knownAt)
        {
            text += $" AND closed_at <= {Parameter(knownAt.ToDateTimeUtc())}";
        }

        if (After is { } after)
        {
            text += " AND (shop_id, period_kind, evaluated_on) > ("
                + $"{Parameter(after.ShopId)}, {Parameter((short)after.Kind)}, {Parameter(after.EvaluatedOn.ToDateOnly())})";
        }

        command.CommandText = text + Order;
        return command;
    }
}
