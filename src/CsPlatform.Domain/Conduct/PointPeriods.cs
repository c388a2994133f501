using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Conduct;

/// <summary>The days over which points are capped or summed.</summary>
public static class PointPeriods
{
    /// <summary>The period an instant lies in.</summary>
    public static Period Of(Instant at, PointPeriod kind) => Of(ChinaTime.Day(at), kind);

    /// <summary>The period a natural day lies in; weeks start on Monday.</summary>
    public static Period Of(LocalDate day, PointPeriod kind)
    {
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        return kind switch
        {
            PointPeriod.NaturalWeek => new Period(monday, monday.PlusDays(7)),
            PointPeriod.NaturalMonth => Period.OfMonth(day),
            _ => new Period(new LocalDate(day.Year, 1, 1), new LocalDate(day.Year, 1, 1).PlusYears(1)),
        };
    }
}
