using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>Headroom by example, the limits that the shipped rulebooks state, and the periods they are held against.</summary>
public class HeadroomTests
{
    [Theory]
    [InlineData(382, 1000, 40, 30, "Missed, may -, must 30, answer 18")]
    [InlineData(382, 1000, 40, 17, "Missed, may -, must 30, answer -")]
    [InlineData(4, 10, 40, 0, "Kept, may 0, must -, answer 0")]
    [InlineData(8, 10, 50, 0, "Kept, may 6, must -, answer 0")]
    [InlineData(0, 0, 50, 0, "Unknown, may 0, must -, answer 0")]
    [InlineData(0, 5, 100, 5, "Missed, may -, must -, answer 5")]
    [InlineData(5, 5, 0, 0, "Kept, may -, must -, answer 0")]
    public void A_share_that_must_not_fall_below_a_limit(long hits, long units, int percent, long open, string expected) =>
        Assert.Equal(expected, Text(Headroom.OfShare(
            new Rate(hits, units), open, HeadroomBound.Beyond(Threshold.Of(new Percentage(percent * 100)), BadSide.Below), null)));

    // 100 consumers are looked at; from 50 without an answer on the fine is due (handbook 3.2).
    [Theory]
    [InlineData(40, 80, "Unknown, may 19, must -, answer 0")]
    [InlineData(55, 100, "Kept, may 4, must -, answer 0")]
    [InlineData(50, 100, "Missed, may -, must -, answer 1")]
    public void So_many_that_went_wrong_are_never_made_good_by_others(long hits, long units, string expected) =>
        Assert.Equal(expected, Text(Headroom.OfShare(new Rate(hits, units), 3, HeadroomBound.Failures(50), 100)));

    [Fact]
    public void Of_a_mean_only_the_side_is_told()
    {
        var bound = HeadroomBound.Beyond(Threshold.Parse("4.5")!.Value, BadSide.Below);

        Assert.Equal(new Headroom(HeadroomSide.Missed, null, null, null), Headroom.OfSide(new Rate(44, 10), bound, null));
        Assert.Equal(new Headroom(HeadroomSide.Kept, null, null, null), Headroom.OfSide(new Rate(45, 10), bound, null));
        Assert.Equal(new Headroom(HeadroomSide.Unknown, null, null, null), Headroom.OfSide(new Rate(44, 10), bound, 11));
    }

    [Theory]
    [InlineData("xiaohongshu", "2024-07-01", "xhs.ladder.reply_rate_3min/1 80 %; xhs.ladder.reply_rate_3min/2 50 %; xhs.ladder.reply_rate_3min/3 30 %")]
    [InlineData(
        "pinduoduo",
        "2021-01-01",
        "pdd.ladder.reply_rate_1h/1 50 % from 100; pdd.ladder.reply_rate_5min/1 90 %")]
    [InlineData("douyin", "2022-06-01", "dy.ladder.reply_rate_3min/1 60 %")]
    [InlineData(
        "suning",
        "2024-01-01",
        "sn.ladder.monthly/sn.monthly_standard/sale 100 %; sn.ladder.monthly/sn.monthly_standard/online 32400000; "
        + "sn.ladder.monthly/sn.monthly_standard/reply 50 %")]
    [InlineData(
        "jd",
        "2023-06-01",
        "jd.ladder.dongdong_defects/jd.dongdong_defects/satisfaction 85 % from 11; "
        + "jd.ladder.dongdong_defects/jd.dongdong_defects/message_rate 50 % from 301")]
    [InlineData("biyao", "2020-01-01", "")]
    public void The_limits_of_a_rulebook_are_its_enforced_steps_and_conditions(string platform, string day, string expected) =>
        Assert.Equal(expected, string.Join("; ", HeadroomLimits.Of(Book(platform, day))
            .Select(limit => $"{limit.Key} {limit.Bound.Text}{(limit.MinimumSample is { } sample ? $" from {sample}" : "")}")));

    [Fact]
    public void A_requirement_that_names_a_metric_is_a_limit_with_the_larger_sample()
    {
        var below = new BeyondCondition(Threshold.Of(new Percentage(7_000)), BadSide.Below);
        var unknown = new BeyondCondition(null, BadSide.Below);
        var step = new SanctionStep("警告", "Warning", new MissesCondition(1), [new NoticeAction(true)]);
        var set = new RequirementSubject(
            [
                new Requirement(new FigureReference("reply", "回复率", "reply rate"), below, 20),
                new Requirement(new FigureReference("bad", "不满意率", "dissatisfaction"), unknown, null),
                new Requirement(new FigureReference("elsewhere", "外部", "outside"), below, null),
            ],
            1);
        var ladder = new SanctionLadder("ladder", set, "", "", "test", [step], null, null, false, false, null, null) { NameZh = "考核" };
        var book = Rules.BookFrom(Date("2020-01-01"), null, Rules.ReplyRate with { MinimumSample = 30 }, Rules.Dissatisfaction);

        var limit = Assert.Single(HeadroomLimits.Of(book with { Ladders = [ladder] }));

        Assert.Equal(("ladder/reply", "70 %", 30, "考核"), (limit.Key, limit.Bound.Text, limit.MinimumSample, limit.StepZh));
    }

    [Fact]
    public void A_ladder_that_is_not_enforced_has_no_limit()
    {
        var step = new SanctionStep("罚款", "Fine", new BeyondCondition(Threshold.Of(new Percentage(7_000)), BadSide.Below), [new FineAction(null)]);
        var ladder = new SanctionLadder("ladder", new MetricSubject("reply"), "", "", "test", [step], null, null, false, false, null, null);

        Assert.Empty(HeadroomLimits.Of(Rules.Book with { Ladders = [ladder] }));
    }

    [Fact]
    public void Limits_have_names_of_their_own() => Assert.All(
        ScenarioRow.Catalogue.Platforms.SelectMany(ScenarioRow.Catalogue.Versions),
        rulebook => Assert.Distinct(HeadroomLimits.Of(rulebook).Select(limit => limit.Key)));

    [Theory]
    [InlineData("day", "2021-07-07", "[2021-07-07, 2021-07-08)")]
    [InlineData("week", "2021-07-05", "[2021-07-05, 2021-07-12)")]
    [InlineData("week", "2021-07-11", "[2021-07-05, 2021-07-12)")]
    [InlineData("two weeks", "2021-07-12", "[2021-07-05, 2021-07-19)")]
    [InlineData("month", "2021-07-01", "[2021-07-01, 2021-08-01)")]
    [InlineData("month", "2021-07-31", "[2021-07-01, 2021-08-01)")]
    [InlineData("7 days", "2021-07-07", "[2021-07-01, 2021-07-08)")]
    [InlineData("30 or 60", "2021-07-07", "[2021-05-09, 2021-07-08)")]
    [InlineData("2 or 60", "2021-07-07", "[2021-07-06, 2021-07-08)")]
    public void The_running_period_has_today_in_it_and_is_over_first(string window, string today, string days) =>
        Assert.Equal(days, HeadroomLimits.Running(Window(window), Date(today), _ => 100).Days.ToString());

    private static MetricWindow Window(string name) => name switch
    {
        "day" => new NaturalDayWindow(),
        "week" => new NaturalWeeksWindow(1, new LocalDate(1970, 1, 5)),
        "two weeks" => new NaturalWeeksWindow(2, new LocalDate(2021, 7, 5)),
        "month" => new NaturalMonthWindow(),
        "7 days" => new TrailingDaysWindow(7),
        "30 or 60" => new SampledTrailingDaysWindow(30, 60, 500),
        _ => new SampledTrailingDaysWindow(2, 60, 100),
    };

    private static string Text(Headroom headroom) =>
        $"{headroom.Side}, may {headroom.MayMiss?.ToString() ?? "-"}, must {headroom.MustHit?.ToString() ?? "-"}, "
        + $"answer {headroom.AnswerOpen?.ToString() ?? "-"}";

    private static Rulebook Book(string platform, string day) => ScenarioRow.Catalogue.Find(platform, Date(day))!;

    private static LocalDate Date(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
}
