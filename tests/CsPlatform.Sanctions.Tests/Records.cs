using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;

namespace CsPlatform.Sanctions.Tests;

/// <summary>Records of the figure feed as metrics writes them.</summary>
internal static class Records
{
    public const string Platform = "xiaohongshu";
    public const string ReplyRate = "xhs.reply_rate_3min";

    /// <summary>The 7-day figure of a day of evaluation.</summary>
    public static FigureRecord Closed(string shop, string evaluatedOn, long hits, long units, string platform = Platform) =>
        new() { FigureClosed = Figure(shop, evaluatedOn, hits, units, platform) };

    /// <summary>The same figure, corrected.</summary>
    public static FigureRecord Revised(string shop, string evaluatedOn, long hits, long units, int revision)
    {
        var figure = Figure(shop, evaluatedOn, hits, units, Platform);
        (figure.Revision, figure.Reason) = (revision, "late events");
        return new() { FigureRevised = figure };
    }

    /// <summary>A score of a day of evaluation; value null = it lacks something.</summary>
    public static FigureRecord Score(
        string platform, string shop, string scoreId, string evaluatedOn, (string Numerator, string Denominator)? value) => new()
        {
            ScoreClosed = new ScoreFigure
            {
                Shop = new ShopKey { Platform = platform, ShopId = shop },
                ScoreId = scoreId,
                EvaluatedOn = evaluatedOn,
                Revision = 1,
                Value = value is var (numerator, denominator)
                    ? new ExactNumber { Numerator = numerator, Denominator = denominator }
                    : null,
            },
        };

    /// <summary>A single day's own figure, which nothing assesses.</summary>
    public static FigureRecord Daily(string shop, string day, long hits, long units)
    {
        var figure = Figure(shop, day, hits, units, Platform);
        (figure.PeriodKind, figure.PeriodStart, figure.PeriodEnd) = (PeriodKind.Day, day, Day(day, 1));
        return new() { FigureClosed = figure };
    }

    /// <summary>The end of a day.</summary>
    public static FigureRecord DayClosed(string day) => new() { DayClosed = new DayClosed { Platform = Platform, Day = day } };

    /// <summary>A day so many days later.</summary>
    public static string Day(string day, int later) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd").AddDays(later).ToString("yyyy-MM-dd");

    private static Figure Figure(string shop, string evaluatedOn, long hits, long units, string platform) => new()
    {
        Shop = new ShopKey { Platform = platform, ShopId = shop },
        MetricId = ReplyRate,
        PeriodKind = PeriodKind.TrailingDays,
        PeriodStart = Day(evaluatedOn, -7),
        PeriodEnd = evaluatedOn,
        EvaluatedOn = evaluatedOn,
        Numerator = hits,
        Denominator = units,
        Revision = 1,
    };
}
