using Google.Protobuf.WellKnownTypes;
using NodaTime;

namespace CsPlatform.Cli.Recounting;

/// <summary>Days of China Standard Time as numbers, 1970-01-01 being 0, and instants as nanoseconds since then.</summary>
internal static class Day
{
    public const long Second = 1_000_000_000;
    public const long Length = 86_400 * Second;
    private const long Offset = 8 * 3_600 * Second;

    public static long Nanoseconds(Timestamp at) => checked((at.Seconds * Second) + at.Nanos);

    public static long Nanoseconds(NodaTime.Duration span) => span.ToInt64Nanoseconds();

    /// <summary>The day of an instant; ingestion takes none before 2010.</summary>
    public static int Of(long at) => (int)((at + Offset) / Length);

    /// <summary>The time of day of an instant, in nanoseconds.</summary>
    public static long TimeOf(long at) => at + Offset - (Of(at) * Length);

    public static int Of(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly ToDate(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);

    public static LocalDate ToLocalDate(int day) => LocalDate.FromDateOnly(ToDate(day));
}
