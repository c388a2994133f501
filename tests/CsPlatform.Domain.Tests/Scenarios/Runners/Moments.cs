using CsPlatform.Domain.Primitives;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Instants as tables write them, in China Standard Time: "2022-06-01 16:00:00" (milliseconds where they matter:
/// "15:59:59.999"), or "2022-06-01" where only the day is known.
/// </summary>
internal static class Moments
{
    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss.FFF");

    public static Instant? Find(string? text) => text is null ? null : Read(text).At;

    public static (Instant At, bool TimeKnown) Read(string text) => text.Contains(' ', StringComparison.Ordinal)
        ? (ChinaTime.At(Pattern.Parse(text).Value), true)
        : (ChinaTime.StartOf(LocalDatePattern.Iso.Parse(text).Value), false);

    public static string Write(Instant? at) => at is { } instant ? Pattern.Format(ChinaTime.Local(instant)) : "-";
}
