using CsPlatform.Domain.Primitives;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Metrics.Closing;

/// <summary>Knows which days are past their cut-off at this moment.</summary>
internal sealed class DueDays(RulebookCatalogue catalogue, TimeProvider time)
{
    // A rulebook's cut-off lies at most 168 hours after the day's end.
    private const int LongestOpenDays = 8;

    /// <summary>The platforms that are known.</summary>
    public IReadOnlyList<string> Platforms => catalogue.Platforms;

    /// <summary>The last day whose cut-off has passed; null when the platform's rulebook closes on command only.</summary>
    public LocalDate? Latest(string platform)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = ChinaTime.Day(now);
        for (var ago = 1; ago <= LongestOpenDays; ago++)
        {
            var day = today.PlusDays(-ago);
            if (catalogue.Find(platform, day)?.CloseAfterDayEnd is { } open && ChinaTime.StartOf(day.PlusDays(1)) + open <= now)
            {
                return day;
            }
        }

        return null;
    }
}
