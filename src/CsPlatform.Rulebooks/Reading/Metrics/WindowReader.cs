using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates the periods that metrics and scores are found over.</summary>
internal static class WindowReader
{
    // Blocks of one week start every Monday: any Monday stands for all.
    private static readonly LocalDate SomeMonday = new(1970, 1, 5);

    /// <summary>The window of a metric.</summary>
    public static MetricWindow Of(V1.Metric metric, Place place)
    {
        switch (metric.WindowCase)
        {
            case V1.Metric.WindowOneofCase.TrailingDays:
                return Trailing(metric.TrailingDays, place.Field("trailingDays"));
            case V1.Metric.WindowOneofCase.NaturalMonth:
                return new NaturalMonthWindow();
            case V1.Metric.WindowOneofCase.NaturalDay:
                if (metric.PublishesDailyFigures)
                {
                    place.Field("publishesDailyFigures").Fault(
                        "says nothing beside naturalDay, whose figure is the daily one; remove it");
                }

                return new NaturalDayWindow();
            case V1.Metric.WindowOneofCase.NaturalWeeks:
                return Weeks(metric.NaturalWeeks, place.Field("naturalWeeks"));
            case V1.Metric.WindowOneofCase.SampledTrailingDays:
                return Sampled(metric.SampledTrailingDays, place.Field("sampledTrailingDays"));
            default:
                place.Fault(
                    "has no window; give one of trailingDays, naturalDay, naturalWeeks, naturalMonth, sampledTrailingDays");
                return new NaturalMonthWindow();
        }
    }

    /// <summary>T-n to T-1.</summary>
    public static TrailingDaysWindow Trailing(V1.TrailingDays window, Place place) =>
        new(place.Range("days", window.Days, 1, 366));

    /// <summary>T-n to T-1, longer when it holds few units.</summary>
    public static SampledTrailingDaysWindow Sampled(V1.SampledTrailingDays window, Place place)
    {
        var days = place.Range("days", window.Days, 1, 365);
        return new SampledTrailingDaysWindow(
            days,
            place.Range("daysWhenFew", window.DaysWhenFew, Math.Min(days, 365) + 1, 366),
            place.Range("enoughUnits", window.EnoughUnits, 1, int.MaxValue));
    }

    private static NaturalWeeksWindow Weeks(V1.NaturalWeeks window, Place place)
    {
        var weeks = place.Range("weeks", window.Weeks, 1, 8);
        if (!window.HasCountedFrom)
        {
            if (weeks > 1)
            {
                place.Field("countedFrom").Fault(
                    "is required for blocks of several weeks; name a Monday on which a block starts");
            }

            return new NaturalWeeksWindow(Math.Clamp(weeks, 1, 8), SomeMonday);
        }

        var from = place.Date("countedFrom", window.CountedFrom);
        if (weeks == 1)
        {
            place.Field("countedFrom").Fault("says nothing for single weeks; leave it out");
        }
        else if (from.DayOfWeek != IsoDayOfWeek.Monday && from != LocalDate.MinIsoValue)
        {
            place.Field("countedFrom").Fault($"{from:R} is a {from.DayOfWeek}; name a Monday");
        }

        return new NaturalWeeksWindow(Math.Clamp(weeks, 1, 8), from);
    }
}
