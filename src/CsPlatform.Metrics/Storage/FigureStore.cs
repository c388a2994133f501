using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Feeds;
using NodaTime;
using Npgsql;

namespace CsPlatform.Metrics.Storage;

/// <summary>Published figures: rows are added, never changed.</summary>
internal static class FigureStore
{
    private const string Insert = """
        INSERT INTO metrics.figure (partition, platform, shop_id, metric_id, period_kind, evaluated_on, revision,
            period_start, period_end, numerator, denominator, rulebook_version, rulebook_hash, rule_source, reason, closed_at,
            standing, standing_reason, numerator_lowest, numerator_highest, fed_to)
        SELECT $1, f.*, (SELECT c.position FROM feed.cursor c WHERE c.partition = $1 AND c.feed = $21)
        FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::date[], $7::integer[], $8::date[], $9::date[],
            $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[], $16::timestamptz[],
            $17::smallint[], $18::text[], $19::bigint[], $20::bigint[]) AS f
        """;

    private const string Latest = """
        SELECT DISTINCT ON (f.shop_id, f.metric_id, f.period_kind, f.evaluated_on)
            f.shop_id, f.metric_id, f.period_kind, f.evaluated_on, f.revision, f.numerator, f.denominator,
            f.numerator_lowest, f.numerator_highest
        FROM unnest($3::text[], $4::text[], $5::smallint[], $6::date[]) AS k(shop_id, metric_id, period_kind, evaluated_on)
        JOIN metrics.figure f ON f.partition = $1 AND f.platform = $2 AND f.shop_id = k.shop_id AND f.metric_id = k.metric_id
            AND f.period_kind = k.period_kind AND f.evaluated_on = k.evaluated_on
        ORDER BY f.shop_id, f.metric_id, f.period_kind, f.evaluated_on, f.revision DESC
        """;

    internal static async Task AddAsync(
        NpgsqlTransaction transaction, int partition, IReadOnlyCollection<StoredFigure> figures, CancellationToken cancellation)
    {
        if (figures.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Insert, transaction.Connection, transaction)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = (short)partition } },
        };
        void Column<T>(Func<StoredFigure, T> value) => command.Parameters.Add(new() { Value = figures.Select(value).ToArray() });
        Column(f => f.Shop.Platform);
        Column(f => f.Shop.ShopId);
        Column(f => f.Figure.MetricId);
        Column(f => (short)f.Figure.Period.Kind);
        Column(f => f.Figure.Period.EvaluatedOn.ToDateOnly());
        Column(f => f.Revision);
        Column(f => f.Figure.Period.Days.Start.ToDateOnly());
        Column(f => f.Figure.Period.Days.End.ToDateOnly());
        Column(f => f.Figure.Rate.Numerator);
        Column(f => f.Figure.Rate.Denominator);
        Column(f => f.Figure.Citation.RulebookVersion);
        Column(f => f.Figure.Citation.RulebookHash);
        Column(f => f.Figure.Citation.Source);
        Column(f => f.Reason);
        Column(f => f.ClosedAt.ToDateTimeUtc());
        Column(f => (short)f.Figure.Certainty.Standing);
        Column(f => f.Figure.Certainty.Reason);
        Column(f => f.Figure.Certainty.Lowest);
        Column(f => f.Figure.Certainty.Highest);
        // The follower moves its cursor first, in the same transaction: what it says is what these figures were counted from.
        command.Parameters.Add(new() { Value = EventFeed.Name });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The newest revision of each figure that was published.</summary>
    internal static async Task<Dictionary<FigureKey, (int Revision, FigureValue? Value)>> LatestAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        IReadOnlyCollection<FigureKey> keys,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Latest, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = (short)of.Partition },
                new() { Value = of.Platform },
                new() { Value = keys.Select(key => key.ShopId).ToArray() },
                new() { Value = keys.Select(key => key.MetricId).ToArray() },
                new() { Value = keys.Select(key => (short)key.Kind).ToArray() },
                new() { Value = keys.Select(key => key.EvaluatedOn.ToDateOnly()).ToArray() },
            },
        };
        var found = new Dictionary<FigureKey, (int, FigureValue?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = new FigureKey(
                reader.GetString(0),
                reader.GetString(1),
                (FigurePeriodKind)reader.GetInt16(2),
                LocalDate.FromDateOnly(reader.GetFieldValue<DateOnly>(3)));
            long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
            var rate = new Rate(reader.GetInt64(5), reader.GetInt64(6));
            found.Add(key, (reader.GetInt32(4), new FigureValue(rate, Number(7), Number(8))));
        }

        return found;
    }
}
