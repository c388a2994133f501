using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Hours of every day: includes <see cref="From"/>, excludes <see cref="Until"/>; a null end is midnight (24:00).
/// </summary>
public sealed record DailyHours(LocalTime From, LocalTime? Until)
{
    public bool Contains(LocalTime time) => From <= time && (Until is not { } until || time < until);
}
