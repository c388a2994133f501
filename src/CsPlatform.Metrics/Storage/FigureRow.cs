using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>A row of metrics.figure as it is read everywhere.</summary>
internal static class FigureRow
{
    /// <summary>The columns, in the order in which <see cref="Read"/> takes them.</summary>
    internal const string Columns = """
        shop_id, period_kind, evaluated_on, revision, period_start, period_end,
        numerator, denominator, rulebook_version, rulebook_hash, rule_source, reason, closed_at, fed_to,
        standing, standing_reason, numerator_lowest, numerator_highest
        """;

    /// <summary>The figure of one platform and metric that stands in the row.</summary>
    internal static StoredFigure Read(NpgsqlDataReader row, string platform, string metricId)
    {
        LocalDate Day(int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));
        var period = new FigurePeriod((FigurePeriodKind)row.GetInt16(1), new Period(Day(4), Day(5)));
        var rate = new Rate(row.GetInt64(6), row.GetInt64(7));
        var citation = new RuleCitation(platform, row.GetString(8), row.GetString(9), metricId, row.GetString(10));
        return new StoredFigure(
            new ShopKey(platform, row.GetString(0)),
            new ClosedFigure(metricId, period, rate, citation)
            {
                Certainty = row.IsDBNull(16)
                    ? FigureCertainty.NotJudged(rate)
                    : new FigureCertainty((FigureStanding)row.GetInt16(14), row.GetString(15), row.GetInt64(16), row.GetInt64(17)),
            },
            row.GetInt32(3),
            row.GetString(11),
            Instant.FromDateTimeUtc(row.GetDateTime(12)))
        {
            FedTo = row.IsDBNull(13) ? null : row.GetInt64(13),
        };
    }
}
