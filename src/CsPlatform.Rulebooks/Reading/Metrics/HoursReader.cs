using CsPlatform.Domain.Rulebooks;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates daily hours.</summary>
internal static class HoursReader
{
    private static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The hours; null when none are given.</summary>
    public static DailyHours? Read(V1.DailyHours? hours, Place place)
    {
        if (hours is null)
        {
            return null;
        }

        var from = Time(hours.From, "from", place);
        var until = hours.Until == "24:00" ? (LocalTime?)null : Time(hours.Until, "until", place);
        if (until <= from)
        {
            place.Fault($"ends at {hours.Until}, not after it starts at {hours.From}; write a later end, at most 24:00");
        }

        return new DailyHours(from, until);
    }

    /// <summary>A time of day, or midnight when it is faulty, so that the rest can still be checked.</summary>
    public static LocalTime Time(string value, string name, Place place)
    {
        var parsed = TimePattern.Parse(value);
        if (parsed.Success)
        {
            return parsed.Value;
        }

        place.Field(name).Fault($"\"{value}\" is no time of day; write HH:MM");
        return LocalTime.MinValue;
    }
}
