using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>The shipped rulebook says what the handbook's sections 1.2 to 1.5 say.</summary>
public class XiaohongshuRulebookTests
{
    private static readonly Rulebook Rulebook =
        Samples.Shipped.Find("xiaohongshu", new LocalDate(2021, 2, 1))!;

    [Fact]
    public void The_reply_rate_counts_conversations_of_09_to_23_answered_by_a_person_within_180_seconds()
    {
        var metric = Rulebook.FindMetric("xhs.reply_rate_3min")!;
        var formula = Assert.IsType<ReplyRateFormula>(metric.Formula);

        Assert.Equal("3分钟回复率", metric.NameZh);
        Assert.Equal(Duration.FromSeconds(180), formula.Within);
        Assert.Equal(LateRule.Any, formula.Late);
        Assert.Equal(new DailyHours(new LocalTime(9, 0), new LocalTime(23, 0)), formula.Scope.Hours);
        Assert.Equal(HoursTest.ConsultationStart, formula.Scope.HoursTest);
        Assert.Equal(CountingUnit.Consultation, formula.Scope.Unit);
        Assert.Equal([SenderRole.HumanAgent], formula.Scope.AnsweringRoles);
        Assert.Equal(new TrailingDaysWindow(7), metric.Window);
        Assert.True(metric.PublishesDailyFigures);
        Assert.Equal("handbook 1.3 (hearsay)", metric.Source);
    }

    [Fact]
    public void Dissatisfaction_is_one_to_three_of_five_stars_by_natural_month_and_is_not_enforced()
    {
        var metric = Rulebook.FindMetric("xhs.dissatisfaction_rate")!;

        Assert.Equal(new DissatisfactionFormula(3), metric.Formula);
        Assert.Equal(new NaturalMonthWindow(), metric.Window);
        Assert.False(metric.PublishesDailyFigures);
        Assert.DoesNotContain(Rulebook.Ladders, ladder => ladder.MetricId == metric.Id);
    }

    [Fact]
    public void The_ladder_reminds_below_80_studies_below_50_and_limits_below_30_percent()
    {
        var ladder = Assert.Single(Rulebook.Ladders, ladder => ladder.Id == "xhs.ladder.reply_rate_3min");

        Assert.Equal("xhs.reply_rate_3min", ladder.MetricId);
        Assert.Equal(
            [BadBelow(8000), BadBelow(5000), BadBelow(3000)],
            ladder.Steps.Select(step => step.Condition));
        Assert.Equal(new NoticeAction(IsWarning: false), Assert.Single(ladder.Steps[0].Actions));
        var task = Assert.IsType<TaskAction>(Assert.Single(ladder.Steps[1].Actions));
        var limit = new RestrictionAction(
            [new(RestrictionKind.PublicTraffic, "限制店铺所有公域流量", "all public-domain traffic is limited")], new FixedLength(3));
        Assert.Equal((3, false), (task.DaysToPass, task.FirstDayCounts));
        Assert.Equal(limit, Assert.Single(task.WhenFailed));
        Assert.Equal(limit, Assert.Single(ladder.Steps[2].Actions));
        Assert.Equal(1, ladder.PenaltiesPerMonth);
        Assert.True(ladder.PausesWhilePenaltyRuns);
        Assert.False(ladder.AllowPartialWindowAfterRestart);
        Assert.Equal(new RepeatEscalation(12, 2, 2), ladder.RepeatEscalation);
        Assert.Null(ladder.MinimumSample);

        static StepCondition BadBelow(int hundredths) => new BeyondCondition(Threshold.Of(new Percentage(hundredths)), BadSide.Below);
    }

    [Fact]
    public void Hearsay_that_a_second_miss_is_harder_is_switched_off_and_said_so()
    {
        Assert.Null(Rulebook.Ladders[0].EscalatesWithinMonths);
        Assert.Contains(Rulebook.Assumptions, a => a.Contains("上调一个等级", StringComparison.Ordinal));
    }

    [Fact]
    public void First_day_and_cut_off_are_marked_as_assumed()
    {
        Assert.Equal(Duration.FromHours(6), Rulebook.CloseAfterDayEnd);
        Assert.Contains(Rulebook.Assumptions, a => a.Contains("assumed first day", StringComparison.Ordinal));
        Assert.Contains(Rulebook.Assumptions, a => a.Contains("cut-off stands in no source", StringComparison.Ordinal));
    }

    [Fact]
    public void After_sales_transfers_by_the_user_are_charged_once_per_conversation()
    {
        var fee = Rulebook.HostedServiceFee!;

        Assert.Equal(TransferDedup.Conversation, fee.TransferDedup);
        Assert.Equal([TransferInitiator.User], fee.ChargedInitiators);
        Assert.Equal([ConsultationKind.AfterSales], fee.ChargedKinds);
        Assert.Equal([CalendarDayKind.Statutory], fee.HolidayKinds);
        Assert.Equal("china", fee.CalendarId);
    }

    [Fact]
    public void The_hash_depends_on_every_value_and_not_on_the_layout_of_the_file()
    {
        var rulebook = RulebookReader.Read(Samples.Rulebook).Value!;
        var sameInOneLine = RulebookReader.Read(Samples.With()).Value!;
        var otherValue = RulebookReader.Read(Samples.With(("metrics.0.replyRate.withinSeconds", "181"))).Value!;

        Assert.Equal(rulebook.Hash, sameInOneLine.Hash);
        Assert.NotEqual(rulebook.Hash, otherValue.Hash);
    }

    [Fact]
    public void A_citation_names_platform_version_hash_rule_and_source()
    {
        var metric = Rulebook.FindMetric("xhs.reply_rate_3min")!;

        Assert.Equal(
            new RuleCitation("xiaohongshu", "2019-01-01", Rulebook.Hash, "xhs.reply_rate_3min", "handbook 1.3 (hearsay)"),
            Rulebook.Cite(metric.Id, metric.Source));
    }
}
