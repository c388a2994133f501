using CsPlatform.Domain.Metrics.Headrooms;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What the shipped rulebooks warn of.</summary>
public class RunningWarningTests
{
    private static readonly LocalDate Today = new(2022, 6, 10);

    // Handbook 3.2: a warning in the chat window between 50 % and 90 %.
    [Theory]
    [InlineData(49, 100, "")]
    [InlineData(50, 100, "band pdd.reply_rate_5min 客服聊天界面警示 pdd.ladder.reply_rate_5min")]
    [InlineData(899, 1000, "band pdd.reply_rate_5min 客服聊天界面警示 pdd.ladder.reply_rate_5min")]
    [InlineData(90, 100, "")]
    [InlineData(0, 0, "")]
    public void A_rate_inside_a_band_is_warned_of(long hits, long units, string expected) => Assert.Equal(
        expected, Texts("pinduoduo", metric => metric.Id == "pdd.reply_rate_5min" ? new Rate(hits, units) : default, []));

    // Handbook 4.4: act after five falling days. Five falls need six days, each strictly below the one before.
    [Theory]
    [InlineData("4.9 4.8 4.7 4.6 4.55 4.51", "falling dy.dsr_falls 连续五天下滑提示 dy.ladder.dsr_falls")]
    [InlineData("4.8 4.7 4.6 4.55 4.51", "")]
    [InlineData("4.9 4.8 4.8 4.7 4.6 4.51", "")]
    [InlineData("4.9 4.8 - 4.7 4.6 4.51", "")]
    [InlineData(
        "4.9 4.8 4.7 4.6 4.55 4.4",
        "limit dy.dsr 整顿警示、预警通知 dy.ladder.dsr; falling dy.dsr_falls 连续五天下滑提示 dy.ladder.dsr_falls")]
    [InlineData("", "")]
    public void A_score_that_falls_day_after_day_is_warned_of(string values, string expected)
    {
        var days = values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Reverse().Select((value, back) => (value, day: Today.PlusDays(-back)));
        var scores = days.Where(day => day.value != "-").ToDictionary(day => day.day, day => Fraction.Parse(day.value)!.Value);

        Assert.Equal(expected, Texts("douyin", _ => default, scores));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_run_that_ended_before_yesterdays_evaluation_is_over(int daysAgo, bool isWarned)
    {
        var falling = Enumerable.Range(0, 6).ToDictionary(back => Today.PlusDays(-daysAgo - back), back => new Fraction(46 + back, 10));

        Assert.Equal(isWarned, Texts("douyin", _ => default, falling).Contains("falling", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(59, "limit dy.human_reply_rate_3min 3分钟人工回复率不合格提示 dy.ladder.reply_rate_3min")]
    [InlineData(60, "")]
    public void A_step_that_only_gives_notice_is_a_warning(long hits, string expected) => Assert.Equal(
        expected, Texts("douyin", metric => metric.Id == "dy.human_reply_rate_3min" ? new Rate(hits, 100) : default, []));

    // Below 80 % comes a reminder, below 50 % a course: that is no warning any more.
    [Theory]
    [InlineData(79, "limit xhs.reply_rate_3min 友情提示 xhs.ladder.reply_rate_3min")]
    [InlineData(49, "")]
    public void What_is_already_more_than_a_notice_is_no_warning(long hits, string expected) => Assert.Equal(
        expected, Texts("xiaohongshu", metric => metric.Id == "xhs.reply_rate_3min" ? new Rate(hits, 100) : default, []));

    [Fact]
    public void The_scores_that_are_asked_for_are_those_of_the_ladders_and_what_they_watch() =>
        Assert.Equal(["dy.dsr", "dy.experience_score"], RunningWarnings.ScoresOf(Book("douyin")).Order());

    private static string Texts(string platform, Func<MetricRule, Rate> figure, Dictionary<LocalDate, Fraction> dsr) => string.Join(
        "; ",
        RunningWarnings.Of(Book(platform), Today, figure, score => score == "dy.dsr" ? dsr : new Dictionary<LocalDate, Fraction>())
            .Select(warning => $"{warning.Key} {warning.SubjectId} {warning.TextZh} {warning.Citation.RuleId}"));

    private static Rulebook Book(string platform) => ScenarioRow.Catalogue.Find(platform, Today)!;
}
