using System.Globalization;
using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Published scores: rows are added, never changed.</summary>
internal static class ScoreStore
{
    private const string Insert = """
        INSERT INTO metrics.score (partition, platform, shop_id, score_id, evaluated_on, revision, period_start, period_end,
            value_numerator, value_denominator, level, details, rulebook_version, rulebook_hash, rule_source, reason, closed_at)
        SELECT $1, s.* FROM unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::integer[], $7::date[], $8::date[],
            $9::text[], $10::text[], $11::text[], $12::bytea[], $13::text[], $14::text[], $15::text[], $16::text[],
            $17::timestamptz[]) AS s
        """;

    private const string Newest = $"""
        SELECT DISTINCT ON (s.shop_id, s.score_id, s.evaluated_on) s.*
        FROM (SELECT {ScoreRow.Columns} FROM metrics.score WHERE partition = $1 AND platform = $2 AND shop_id = ANY($3)) AS s
        JOIN unnest($3::text[], $4::text[], $5::date[]) AS k(shop_id, score_id, evaluated_on)
            ON s.shop_id = k.shop_id AND s.score_id = k.score_id AND s.evaluated_on = k.evaluated_on
        ORDER BY s.shop_id, s.score_id, s.evaluated_on, s.revision DESC
        """;

    internal static async Task AddAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyCollection<StoredScore> scores, CancellationToken cancellation)
    {
        if (scores.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)partition } },
        };
        void Column<T>(Func<StoredScore, T> value) => command.Parameters.Add(new() { Value = scores.Select(value).ToArray() });
        Column(s => s.Key.Shop.Platform);
        Column(s => s.Key.Shop.ShopId);
        Column(s => s.Key.ScoreId);
        Column(s => s.Key.EvaluatedOn.ToDateOnly());
        Column(s => s.Revision);
        Column(s => s.Days?.Start.ToDateOnly());
        Column(s => s.Days?.End.ToDateOnly());
        Column(s => s.Value?.Numerator.ToString(CultureInfo.InvariantCulture));
        Column(s => s.Value?.Denominator.ToString(CultureInfo.InvariantCulture));
        Column(s => s.Level);
        Column(ScoreRow.Details);
        Column(s => s.Citation.RulebookVersion);
        Column(s => s.Citation.RulebookHash);
        Column(s => s.Citation.Source);
        Column(s => s.Reason);
        Column(s => s.ClosedAt.ToDateTimeUtc());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The newest revision of each of these scores of one platform that was published.</summary>
    internal static async Task<Dictionary<ScoreKey, StoredScore>> LatestAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<ScoreKey> keys,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Newest, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Platform },
                new() { Value = keys.Select(key => key.Shop.ShopId).ToArray() },
                new() { Value = keys.Select(key => key.ScoreId).ToArray() },
                new() { Value = keys.Select(key => key.EvaluatedOn.ToDateOnly()).ToArray() },
            },
        };
        var found = new Dictionary<ScoreKey, StoredScore>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var score = ScoreRow.FromRow(reader, of.Platform);
            found.Add(score.Key, score);
        }

        return found;
    }
}
