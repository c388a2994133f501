using System.Globalization;
using System.Numerics;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using Google.Protobuf;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>A stored score to the columns of its row and back.</summary>
internal static class ScoreRow
{
    /// <summary>The columns that <see cref="FromRow"/> reads, in its order.</summary>
    internal const string Columns = """
        shop_id, score_id, evaluated_on, revision, period_start, period_end, value_numerator, value_denominator, level, details,
        rulebook_version, rulebook_hash, rule_source, reason, closed_at
        """;

    /// <summary>Parts and gaps as they are stored.</summary>
    internal static byte[] Details(StoredScore score)
    {
        var details = new ScoreFigure();
        details.Parts.AddRange(score.Parts.Select(ScoreToProto.Part));
        details.Gaps.AddRange(score.Gaps.Select(ScoreToProto.Gap));
        return details.ToByteArray();
    }

    internal static StoredScore FromRow(NpgsqlDataReader row, string platform)
    {
        LocalDate Day(int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));
        var details = ScoreFigure.Parser.ParseFrom(row.GetFieldValue<byte[]>(9));
        var id = row.GetString(1);
        return new StoredScore(
            new ScoreKey(new ShopKey(platform, row.GetString(0)), id, Day(2)),
            row.IsDBNull(4) ? null : new Period(Day(4), Day(5)),
            row.IsDBNull(6) ? null : Number(row.GetString(6), row.GetString(7)),
            row.GetString(8),
            [.. details.Parts.Select(part => new Domain.Metrics.Scores.ScorePart(
                part.Id,
                part.Value is { } value ? Number(value.Numerator, value.Denominator) : null,
                ScoreToProto.Note(part.Note)))],
            [.. details.Gaps.Select(gap => new Domain.Metrics.Scores.ScoreGap(gap.Part, ScoreToProto.Reason(gap.Reason)))],
            new RuleCitation(platform, row.GetString(10), row.GetString(11), id, row.GetString(12)),
            row.GetInt32(3),
            row.GetString(13),
            Instant.FromDateTimeUtc(row.GetDateTime(14)));
    }

    private static Fraction Number(string numerator, string denominator) => new(
        BigInteger.Parse(numerator, CultureInfo.InvariantCulture), BigInteger.Parse(denominator, CultureInfo.InvariantCulture));
}
