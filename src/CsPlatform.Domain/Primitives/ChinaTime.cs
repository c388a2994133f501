using NodaTime;

namespace CsPlatform.Domain.Primitives;

/// <summary>
/// China Standard Time: UTC+08:00, no daylight saving. Natural days, weeks and months are cut in it (handbook G1, G2).
/// </summary>
public static class ChinaTime
{
    private static readonly Offset Offset = Offset.FromHours(8);

    /// <summary>The wall-clock time of an instant.</summary>
    public static LocalDateTime Local(Instant at) => at.WithOffset(Offset).LocalDateTime;

    /// <summary>The natural day an instant lies in.</summary>
    public static LocalDate Day(Instant at) => at.WithOffset(Offset).Date;

    /// <summary>The instant of a wall-clock time.</summary>
    public static Instant At(LocalDateTime local) => local.WithOffset(Offset).ToInstant();

    /// <summary>The first instant of a natural day.</summary>
    public static Instant StartOf(LocalDate day) => At(day.AtMidnight());

    /// <summary>The first day of the natural month a day lies in.</summary>
    public static LocalDate MonthOf(LocalDate day) => new(day.Year, day.Month, 1);

    /// <summary>The Monday of the natural week a day lies in.</summary>
    public static LocalDate WeekOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}
