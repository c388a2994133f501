using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>How a due time is counted. Days and hours are those of China Standard Time.</summary>
public abstract record DueForm;

/// <summary>So long after the start, every hour of the week.</summary>
/// <param name="Length">The time; null = only what the start brings as its own term.</param>
public sealed record AfterDurationDue(Duration? Length) : DueForm;

/// <summary>At a time of day, by whether the start lies before a cut-off (handbook 5.2 M1).</summary>
/// <param name="CutOff">A start before it belongs to the earlier due time.</param>
/// <param name="CutOffItselfIsBefore">Whether a start exactly at the cut-off does so too.</param>
/// <param name="DueBy">The time of day at which it is due.</param>
/// <param name="DaysWhenBefore">Days after the day of the start, for a start before the cut-off.</param>
/// <param name="DaysWhenAfter">Days after the day of the start otherwise.</param>
public sealed record ClockTimeDue(
    LocalTime CutOff, bool CutOffItselfIsBefore, LocalTime DueBy, int DaysWhenBefore, int DaysWhenAfter) : DueForm;

/// <summary>After so much time in service hours; outside them the clock stands still (handbook 5.1).</summary>
public sealed record ServiceTimeDue(DailyHours Hours, Duration Length) : DueForm;

/// <summary>
/// At the end of a natural day, the day of the start not counted (handbook G13): with 7 days, due at 00:00 of the 8th day
/// after it.
/// </summary>
/// <param name="Days">The days; null = only what the start brings as its own term.</param>
/// <param name="FromExactTimeWhenKnown">
/// Whether, where the start's time of day is known, so many times 24 hours are counted from it instead (handbook 3.3 R3).
/// </param>
public sealed record NaturalDaysDue(int? Days, bool FromExactTimeWhenKnown) : DueForm;
