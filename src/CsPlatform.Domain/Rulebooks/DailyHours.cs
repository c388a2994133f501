using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Hours of every day: includes <see cref="From"/>, excludes <see cref="Until"/>; a null end is midnight (24:00), and an end that is not
/// after the beginning lies on the next day.
/// </summary>
public sealed record DailyHours(LocalTime From, LocalTime? Until)
{
    public bool Contains(LocalTime time) => Until switch
    {
        null => From <= time,
        { } until when until > From => From <= time && time < until,
        { } until => From <= time || time < until,
    };
}
