using System.Globalization;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>The stored statutory days against the rule they follow from.</summary>
public class ChinaCalendarTests
{
    private static readonly HolidayCalendar China = Samples.Shipped.Calendar("china")!;

    public static TheoryData<int> Years() => [.. Enumerable.Range(2019, 12)];

    [Theory]
    [MemberData(nameof(Years))]
    public void Stored_days_are_the_days_that_the_rule_gives(int year)
    {
        var stored = China.Days.Values
            .Where(day => day.Date.Year == year)
            .OrderBy(day => day.Date)
            .Select(day => (day.Date, day.NameZh));

        Assert.Equal(ByTheRule(year).Select(day => (day.Key, string.Join("、", day.Value))), stored);
        Assert.All(China.Days.Values, day => Assert.Equal(CalendarDayKind.Statutory, day.Kind));
    }

    [Theory]
    [InlineData(2021, 11)]
    [InlineData(2024, 11)]
    [InlineData(2025, 13)]
    [InlineData(2030, 13)]
    [InlineData(2020, 10)]
    [InlineData(2028, 12)]
    public void A_year_has_11_days_to_2024_and_13_from_2025_less_one_when_mid_autumn_meets_national_day(int year, int days) =>
        Assert.Equal(days, China.Days.Keys.Count(day => day.Year == year));

    [Theory]
    [InlineData("2021-02-11", false)]
    [InlineData("2021-02-12", true)]
    [InlineData("2021-02-14", true)]
    [InlineData("2021-02-15", false)]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-05-02", true)]
    [InlineData("2024-05-02", false)]
    public void Known_days_are_classed_as_the_law_has_them(string day, bool statutory) =>
        Assert.Equal(statutory, China.Find(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value) is not null);

    [Fact]
    public void Years_that_are_not_covered_are_told_apart_from_ordinary_days()
    {
        Assert.True(China.Covers(new LocalDate(2019, 1, 1)));
        Assert.True(China.Covers(new LocalDate(2030, 12, 31)));
        Assert.False(China.Covers(new LocalDate(2031, 1, 1)));
    }

    private static SortedDictionary<LocalDate, List<string>> ByTheRule(int year)
    {
        var days = new SortedDictionary<LocalDate, List<string>>();
        void Add(LocalDate first, int count, string name)
        {
            for (var i = 0; i < count; i++)
            {
                var day = first.PlusDays(i);
                days.TryAdd(day, []);
                days[day].Add(name);
            }
        }

        var amended = year >= 2025;
        Add(new LocalDate(year, 1, 1), 1, "元旦");
        Add(Lunar(year, 1, 1).PlusDays(amended ? -1 : 0), amended ? 4 : 3, "春节");
        Add(PureBrightness(year), 1, "清明节");
        Add(new LocalDate(year, 5, 1), amended ? 2 : 1, "劳动节");
        Add(Lunar(year, 5, 5), 1, "端午节");
        Add(Lunar(year, 8, 15), 1, "中秋节");
        Add(new LocalDate(year, 10, 1), 3, "国庆节");
        return days;
    }

    private static LocalDate Lunar(int year, int month, int day)
    {
        var calendar = new ChineseLunisolarCalendar();
        var leap = calendar.GetLeapMonth(year);
        return LocalDate.FromDateTime(calendar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>
    /// The day on which the sun's apparent longitude reaches 15 degrees in China Standard Time, by a low-precision solar
    /// theory that is good to about a minute of arc: independent of the century formula the stored days were made with.
    /// </summary>
    private static LocalDate PureBrightness(int year)
    {
        var day = new LocalDate(year, 4, 1);
        while (SolarLongitude(day.PlusDays(1)) < 15)
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    private static double SolarLongitude(LocalDate startOfDayInChina)
    {
        var start = startOfDayInChina.AtMidnight().WithOffset(Offset.FromHours(8)).ToInstant();
        var n = (start - Instant.FromUtc(2000, 1, 1, 12, 0)).TotalDays;
        var g = double.DegreesToRadians(357.528 + (0.9856003 * n));
        var longitude = 280.460 + (0.9856474 * n) + (1.915 * Math.Sin(g)) + (0.020 * Math.Sin(2 * g));
        return longitude % 360;
    }
}
