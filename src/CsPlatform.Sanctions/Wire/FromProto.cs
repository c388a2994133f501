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
    /// <summary>The shop of a figure.</summary>
    public static ShopKey Shop(Common.V1.ShopKey shop) => new(shop.Platform, shop.ShopId);

    /// <summary>The figure as it is judged.</summary>
    public static AssessedFigure Figure(Figure figure) => new(
        new Period(Day(figure.PeriodStart), Day(figure.PeriodEnd)),
        Day(figure.EvaluatedOn),
        new Rate(figure.Numerator, figure.Denominator),
        figure.Revision);

    /// <summary>A day written YYYY-MM-DD.</summary>
    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).GetValueOrThrow();
}
