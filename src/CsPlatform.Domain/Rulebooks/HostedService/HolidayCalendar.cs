using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>The named days of a calendar. A day it does not name is an ordinary one, as long as its year is covered.</summary>
/// <param name="Id">Id, such as "china".</param>
/// <param name="FirstYear">First year covered.</param>
/// <param name="LastYear">Last year covered, inclusive: days after it have no class.</param>
/// <param name="Days">The named days.</param>
public sealed record HolidayCalendar(string Id, int FirstYear, int LastYear, IReadOnlyDictionary<LocalDate, CalendarDay> Days)
{
    /// <summary>Whether the calendar speaks of that day's year at all.</summary>
    public bool Covers(LocalDate day) => FirstYear <= day.Year && day.Year <= LastYear;

    /// <summary>What it says of the day; null for an ordinary one.</summary>
    public CalendarDay? Find(LocalDate day) => Days.GetValueOrDefault(day);
}
