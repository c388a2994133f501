using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Persistence;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>A shop's scores of the last days, for rules that watch how they move.</summary>
internal static class RecentScores
{
    private const string Text = $"""
        SELECT DISTINCT ON (score_id, evaluated_on) {ScoreRow.Columns}
        FROM metrics.score WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND evaluated_on >= $4
        ORDER BY score_id, evaluated_on, revision DESC
        """;

    /// <summary>
    /// By score and day of evaluation, as they were last published, from a day on; a day without a value is left out, which ends a run of
    /// <see cref="Falls"/>.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<LocalDate, Fraction>>> LoadAsync(
        NpgsqlConnection connection, ShopKey shop, LocalDate from, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Text, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)Partitions.Of(shop.Platform, shop.ShopId) },
                new() { Value = shop.Platform },
                new() { Value = shop.ShopId },
                new() { Value = from.ToDateOnly() },
            },
        };
        var found = new List<StoredScore>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(ScoreRow.FromRow(reader, shop.Platform));
        }

        return found.Where(score => score.Value is not null).GroupBy(score => score.Key.ScoreId, StringComparer.Ordinal).ToDictionary(
            of => of.Key,
            of => (IReadOnlyDictionary<LocalDate, Fraction>)of.ToDictionary(score => score.Key.EvaluatedOn, score => score.Value!.Value),
            StringComparer.Ordinal);
    }
}
