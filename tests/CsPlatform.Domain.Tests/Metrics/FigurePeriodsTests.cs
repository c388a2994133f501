using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

public class FigurePeriodsTests
{
    [Theory]
    [InlineData("reply", "2021-02-03", "Day [2021-02-03, 2021-02-04) at 2021-02-04; TrailingDays [2021-01-28, 2021-02-04) at 2021-02-04")]
    [InlineData("bad", "2021-02-27", "")]
    [InlineData("bad", "2021-02-28", "NaturalMonth [2021-02-01, 2021-03-01) at 2021-03-01")]
    [InlineData("bad", "2024-02-28", "")]
    [InlineData("bad", "2024-02-29", "NaturalMonth [2024-02-01, 2024-03-01) at 2024-03-01")]
    public void A_day_closes_its_own_figure_the_window_before_tomorrow_and_on_the_last_day_the_month(
        string metric, string day, string periods)
    {
        var closing = FigurePeriods.ClosingWith(Rules.Book.FindMetric(metric)!, Date(day));

        Assert.Equal(periods, string.Join("; ", closing.Select(p => $"{p.Kind} {p.Days} at {p.EvaluatedOn:R}")));
        Assert.All(closing, period => Assert.Equal(Date(day), period.ClosesWith));
    }

    [Theory]
    [InlineData("reply", "2021-02-03", "2021-02-02", "")]
    [InlineData("reply", "2021-02-03", "2021-02-03", "Day@04 TrailingDays@04")]
    [InlineData("reply", "2021-02-03", "2021-02-05", "Day@04 TrailingDays@04 TrailingDays@05 TrailingDays@06")]
    [InlineData(
        "reply",
        "2021-02-03",
        "2021-12-31",
        "Day@04 TrailingDays@04 TrailingDays@05 TrailingDays@06 TrailingDays@07 TrailingDays@08 TrailingDays@09 TrailingDays@10")]
    [InlineData("bad", "2021-02-03", "2021-02-27", "")]
    [InlineData("bad", "2021-02-03", "2021-02-28", "NaturalMonth@01")]
    [InlineData("bad", "2021-02-03", "2022-01-01", "NaturalMonth@01")]
    public void A_changed_fact_touches_the_closed_periods_that_contain_its_day(
        string metric, string day, string closedThrough, string touched)
    {
        var found = FigurePeriods.Touched(new FactKey(metric, Date(day)), Date(closedThrough), _ => Rules.Book);

        Assert.Equal(touched, string.Join(' ', found.Select(f => $"{f.Period.Kind}@{f.Period.EvaluatedOn.Day:00}")));
    }

    [Fact]
    public void Every_period_that_closed_with_a_day_is_touched_by_each_of_its_days_and_by_no_other()
    {
        var (first, through) = (new LocalDate(2021, 1, 20), new LocalDate(2021, 4, 5));
        var closed = Days(first, through)
            .SelectMany(day => Rules.Book.Metrics.SelectMany(m => FigurePeriods.ClosingWith(m, day).Select(p => (m.Id, p))))
            .ToList();

        foreach (var day in Days(first, through))
        {
            foreach (var metric in Rules.Book.Metrics)
            {
                var expected = closed.Where(c => c.Id == metric.Id && c.p.Days.Contains(day)).Select(c => c.p);
                var touched = FigurePeriods.Touched(new FactKey(metric.Id, day), through, _ => Rules.Book).Select(t => t.Period);
                Assert.Equal(expected, touched);
            }
        }
    }

    [Fact]
    public void The_window_is_that_of_the_rulebook_in_force_on_the_day_that_closes()
    {
        var change = new LocalDate(2021, 2, 10);
        var shorter = Rules.ReplyRate with { Window = new Domain.Rulebooks.TrailingDaysWindow(3) };
        var old = Rules.BookFrom(new LocalDate(2020, 1, 1), change, Rules.ReplyRate);
        var now = Rules.BookFrom(change, null, shorter);

        var touched = FigurePeriods.Touched(
            new FactKey("reply", new LocalDate(2021, 2, 8)), new LocalDate(2021, 3, 1), day => day < change ? old : now);

        Assert.Equal(
            [
                "Day [2021-02-08, 2021-02-09)",
                "TrailingDays [2021-02-02, 2021-02-09)",
                "TrailingDays [2021-02-03, 2021-02-10)",
                "TrailingDays [2021-02-08, 2021-02-11)",
            ],
            touched.Select(t => $"{t.Period.Kind} {t.Period.Days}"));
    }

    [Fact]
    public void A_period_without_any_unit_has_no_figure()
    {
        var facts = new Dictionary<string, FactSeries>
        {
            ["reply"] = FactSeries.Of(new Dictionary<LocalDate, Rate> { [new LocalDate(2021, 2, 3)] = new(1, 2) }),
        };

        var ownDay = DayClosing.Close(new LocalDate(2021, 2, 3), Rules.Book, facts);
        var nextDay = DayClosing.Close(new LocalDate(2021, 2, 4), Rules.Book, facts);
        var muchLater = DayClosing.Close(new LocalDate(2021, 2, 10), Rules.Book, facts);

        Assert.Equal(["Day 1/2", "TrailingDays 1/2"], ownDay.Select(figure => $"{figure.Period.Kind} {figure.Rate}"));
        Assert.Equal(["TrailingDays 1/2"], nextDay.Select(figure => $"{figure.Period.Kind} {figure.Rate}"));
        Assert.Empty(muchLater);
    }

    private static LocalDate Date(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;

    private static IEnumerable<LocalDate> Days(LocalDate first, LocalDate last)
    {
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
