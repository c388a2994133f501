using System.Globalization;
using System.Numerics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Metrics.V1;
using NodaTime;
using NodaTime.Text;
using Period = CsPlatform.Domain.Primitives.Period;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.Wire;

/// <summary>Reads what services send each other: trusted to be whole, so a fault is an exception.</summary>
internal static class FromProto
{
    private const long Billion = 1_000_000_000;

    /// <summary>The shop of a figure.</summary>
    public static ShopKey Shop(Common.V1.ShopKey shop) => new(shop.Platform, shop.ShopId);

    /// <summary>The figure as it is judged.</summary>
    public static AssessedFigure Figure(Figure figure) => new(
        new Period(Day(figure.PeriodStart), Day(figure.PeriodEnd)),
        Day(figure.EvaluatedOn),
        new Rate(figure.Numerator, figure.Denominator),
        figure.Revision);

    /// <summary>The score as it is judged; null when it has no value.</summary>
    public static AssessedFigure? Score(ScoreFigure score)
    {
        if (score.Value is null)
        {
            return null;
        }

        var evaluatedOn = Day(score.EvaluatedOn);
        var period = score.PeriodStart.Length > 0
            ? new Period(Day(score.PeriodStart), Day(score.PeriodEnd))
            : Period.OfDay(evaluatedOn.PlusDays(-1));
        return new AssessedFigure(period, evaluatedOn, Exact(score.Value), score.Revision);
    }

    /// <summary>A day written YYYY-MM-DD.</summary>
    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();

    // Limits have at most 9 decimals. A value that fits no pair of 64 bits is cut to 9, never rounded up: it stays on its side of every
    // limit it lies below, and at or above every other.
    private static Rate Exact(ExactNumber value)
    {
        var (numerator, denominator) = (
            BigInteger.Parse(value.Numerator, CultureInfo.InvariantCulture), BigInteger.Parse(value.Denominator, CultureInfo.InvariantCulture));
        return numerator <= long.MaxValue && denominator <= long.MaxValue
            ? new Rate((long)numerator, (long)denominator)
            : new Rate((long)(numerator * Billion / denominator), Billion);
    }
}
