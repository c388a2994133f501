using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>Natural days, weeks and months, runs of days that depend on the sample, and the restart after a penalty.</summary>
public class WindowTests
{
    private static readonly Dictionary<string, MetricWindow> Windows = new()
    {
        ["day"] = new NaturalDayWindow(),
        ["week"] = new NaturalWeeksWindow(1, new LocalDate(1970, 1, 5)),
        ["two weeks"] = new NaturalWeeksWindow(2, new LocalDate(2021, 7, 5)),
        ["month"] = new NaturalMonthWindow(),
        ["7 days"] = new TrailingDaysWindow(7),
        ["30 or 60"] = new SampledTrailingDaysWindow(30, 60, 500),
    };

    // A day that closes, and what it closes.
    [Theory]
    [InlineData("day", "2021-07-11", "Day [2021-07-11, 2021-07-12)")]
    [InlineData("week", "2021-07-10", "")]
    [InlineData("week", "2021-07-11", "NaturalWeek [2021-07-05, 2021-07-12)")]
    [InlineData("week", "2021-07-12", "")]
    [InlineData("two weeks", "2021-07-11", "")]
    [InlineData("two weeks", "2021-07-18", "NaturalWeek [2021-07-05, 2021-07-19)")]
    [InlineData("two weeks", "2021-07-04", "NaturalWeek [2021-06-21, 2021-07-05)")]
    [InlineData("two weeks", "2021-06-27", "")]
    [InlineData("month", "2021-07-30", "")]
    [InlineData("month", "2021-07-31", "NaturalMonth [2021-07-01, 2021-08-01)")]
    [InlineData("7 days", "2021-07-11", "TrailingDays [2021-07-05, 2021-07-12)")]
    [InlineData("30 or 60", "2021-07-11", "TrailingDays [2021-05-13, 2021-07-12)")]
    public void A_day_closes_the_periods_that_end_with_it(string window, string day, string closes)
    {
        var metric = Rules.ReplyRate with { Window = Windows[window], PublishesDailyFigures = false };

        var closing = FigurePeriods.ClosingWith(metric, Date(day));

        Assert.Equal(closes, string.Join("; ", closing.Select(period => $"{period.Kind} {period.Days}")));
        Assert.All(closing, period => Assert.Equal(Date(day), period.ClosesWith));
    }

    // Units in the last 30 days, and the days that count: exactly 500 are enough.
    [Theory]
    [InlineData(499, "[2021-05-13, 2021-07-12)")]
    [InlineData(500, "[2021-06-12, 2021-07-12)")]
    [InlineData(501, "[2021-06-12, 2021-07-12)")]
    public void A_sampled_window_looks_further_back_when_it_holds_few_units(int units, string days)
    {
        var metric = Rules.ReplyRate with { Window = Windows["30 or 60"], PublishesDailyFigures = false };
        var facts = FactSeries.Of(new Dictionary<LocalDate, Rate>
        {
            [Date("2021-05-13")] = new(0, 1),
            [Date("2021-06-12")] = new(0, units),
        });

        var figure = Assert.Single(DayClosing.Close(
            Date("2021-07-11"), Rules.BookFrom(Date("2020-01-01"), null, metric), new Dictionary<string, FactSeries> { ["reply"] = facts }));

        Assert.Equal((days, units < 500 ? units + 1 : units), (figure.Period.Days.ToString(), figure.Rate.Denominator));
    }

    // Handbook 1.5: a penalty ran 30 January to 1 February, so 2 February is day 1 of the next cycle.
    [Theory]
    [InlineData("2021-02-02", "")]
    [InlineData("2021-02-03", "[2021-02-02, 2021-02-03)")]
    [InlineData("2021-02-08", "[2021-02-02, 2021-02-08)")]
    [InlineData("2021-02-09", "[2021-02-02, 2021-02-09)")]
    [InlineData("2021-02-10", "[2021-02-03, 2021-02-10)")]
    public void After_a_restart_only_days_of_the_new_cycle_count(string evaluatedOn, string days)
    {
        var window = FigurePeriods.Longest(new TrailingDaysWindow(7), Date(evaluatedOn));

        Assert.Equal(days, FigurePeriods.Since(Date("2021-02-02"), window)?.Days.ToString() ?? "");
    }

    private static LocalDate Date(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
}
