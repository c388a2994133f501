using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Which scores to read, in their latest revision, ordered by shop and day of evaluation.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="ScoreId">The score.</param>
/// <param name="ShopId">Only this shop; null = all.</param>
/// <param name="From">First day of evaluation, inclusive.</param>
/// <param name="Until">Day of evaluation to stop before, exclusive.</param>
/// <param name="After">The last score of the page before; null = the first page.</param>
/// <param name="Limit">Most scores.</param>
internal sealed record ScoreQuery(
    string Platform, string ScoreId, string? ShopId, LocalDate From, LocalDate Until, ScorePosition? After, int Limit)
{
    private const string Text = $"""
        SELECT DISTINCT ON (shop_id, evaluated_on) {ScoreRow.Columns}
        FROM metrics.score WHERE platform = $1 AND score_id = $2 AND evaluated_on >= $3 AND evaluated_on < $4
        """;

    private const string Order = " ORDER BY shop_id, evaluated_on, revision DESC LIMIT $5";

    internal async Task<List<StoredScore>> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Command(connection);
        var found = new List<StoredScore>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(ScoreRow.FromRow(reader, Platform));
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
                new() { Value = ScoreId },
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

        if (After is { } after)
        {
            text += $" AND (shop_id, evaluated_on) > ({Parameter(after.ShopId)}, {Parameter(after.EvaluatedOn.ToDateOnly())})";
        }

        command.CommandText = text + Order;
        return command;
    }
}
