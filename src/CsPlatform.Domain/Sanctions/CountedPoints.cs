using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Points that were taken in a natural week.</summary>
/// <param name="Week">Monday of the week (handbook G2).</param>
/// <param name="ClassKey">Class of the points.</param>
/// <param name="Count">How many.</param>
public sealed record CountedPoints(LocalDate Week, string ClassKey, int Count)
{
    /// <summary>Monday of the week that a day lies in.</summary>
    public static LocalDate WeekOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);
}
