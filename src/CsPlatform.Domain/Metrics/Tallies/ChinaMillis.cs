using NodaTime;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// <see cref="Primitives.ChinaTime"/> on milliseconds since 1970-01-01T00:00Z, for the loops that see every message. Days are
/// numbered from 1970-01-01.
/// </summary>
internal static class ChinaMillis
{
    private const long Offset = 8 * NodaConstants.MillisecondsPerHour;

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>The number of the natural day.</summary>
    internal static int Day(long millis)
    {
        var local = millis + Offset;
        var day = local / NodaConstants.MillisecondsPerDay;
        return (int)(local % NodaConstants.MillisecondsPerDay < 0 ? day - 1 : day);
    }

    /// <summary>Milliseconds since the day's midnight.</summary>
    internal static int TimeOfDay(long millis)
    {
        var time = (millis + Offset) % NodaConstants.MillisecondsPerDay;
        return (int)(time < 0 ? time + NodaConstants.MillisecondsPerDay : time);
    }

    /// <summary>The number of a day.</summary>
    internal static int Number(LocalDate day) => Period.DaysBetween(Epoch, day);

    /// <summary>The day of a number.</summary>
    internal static LocalDate DayOf(int number) => Epoch.PlusDays(number);
}
