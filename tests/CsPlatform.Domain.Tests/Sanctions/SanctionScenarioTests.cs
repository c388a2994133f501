using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>Handbook 1.5 as tables: day | what happens | what is decided.</summary>
public class SanctionScenarioTests
{
    [Fact]
    public void A_limit_over_the_month_end_counts_for_the_month_it_started_in()
    {
        var standing = SanctionScenario.Play(Ladders.ReplyRate, """
            2024-01-30 | 25/100 | limit to 02-01 counts 2024-01
            2024-01-31 | 25/100 | (PenaltyRuns)
            2024-02-01 | 25/100 | (PenaltyRuns)
            2024-02-02 | 25/100 | day 1 is 02-02 (WindowReachesBack)
            2024-02-03 | 25/100 | (WindowReachesBack)
            2024-02-08 | 25/100 | (WindowReachesBack)
            2024-02-09 | 25/100 | limit to 02-11 counts 2024-02
            """);

        Assert.Equal(1, standing.PenaltiesIn(new YearMonth(2024, 1)));
        Assert.Equal(1, standing.PenaltiesIn(new YearMonth(2024, 2)));
    }

    [Fact]
    public void After_the_handbooks_limit_the_next_month_starts_with_an_unused_quota()
    {
        var standing = SanctionScenario.Play(Ladders.ReplyRate, """
            2024-01-30 | 29/100 | limit to 02-01 counts 2024-01
            2024-02-02 | passes | day 1 is 02-02
            """);

        Assert.Equal(new LocalDate(2024, 2, 2), standing.CycleStart);
        Assert.Equal(0, standing.PenaltiesIn(new YearMonth(2024, 2)));
        Assert.IsType<Assessed>(standing.State);
    }

    [Fact]
    public void The_hardest_step_whose_threshold_is_missed_applies() => SanctionScenario.Play(Ladders.ReplyRate, """
        2024-01-08 | 80/100       | (NothingMissed)
        2024-01-09 | 7999/10000   | remind
        2024-01-10 | 50/100       | remind
        2024-01-11 | 4999/10000   | study to 01-14 counts 2024-01
        """);

    [Theory]
    [InlineData("80/100", "(NothingMissed)")]
    [InlineData("799999999999/1000000000000", "remind")]
    [InlineData("1/2", "remind")]
    [InlineData("499999999999/1000000000000", "study to 01-11 counts 2024-01")]
    [InlineData("3/10", "study to 01-11 counts 2024-01")]
    [InlineData("299999999999/1000000000000", "limit to 01-10 counts 2024-01")]
    [InlineData("0/1", "limit to 01-10 counts 2024-01")]
    [InlineData("0/0", "(NoData)")]
    public void A_rate_exactly_at_a_threshold_keeps_it(string rate, string decided) =>
        SanctionScenario.Play(Ladders.ReplyRate, $"2024-01-08 | {rate} | {decided}");

    [Fact]
    public void Where_more_is_worse_the_threshold_itself_is_kept_as_well() => SanctionScenario.Play(Ladders.Dissatisfaction, """
        2024-02-01 | 10/100   | (NothingMissed)
        2024-03-01 | 101/1000 | remind
        """);

    [Fact]
    public void An_exam_passed_in_time_ends_the_penalty_that_day() => SanctionScenario.Play(Ladders.ReplyRate, """
        2024-01-10 | 40/100 | study to 01-13 counts 2024-01
        2024-01-11 | fail   | (MayTryAgain)
        2024-01-12 | pass   | passed, day 1 is 01-13
        2024-01-12 | 40/100 | (PenaltyRuns)
        2024-01-13 | 40/100 | (WindowReachesBack)
        2024-01-19 | 20/100 | (WindowReachesBack)
        2024-01-20 | 75/100 | remind
        """);

    [Fact]
    public void An_exam_not_passed_in_three_days_goes_on_as_a_limit_of_the_same_case_without_a_second_quota()
    {
        var standing = SanctionScenario.Play(Ladders.ReplyRate, """
            2024-01-10 | 40/100 | study to 01-13 counts 2024-01
            2024-01-11 | passes | -
            2024-01-13 | fail   | (MayTryAgain)
            2024-01-13 | passes | -
            2024-01-14 | pass   | (TakenAfterDeadline)
            2024-01-14 | passes | failed, limit to 01-16
            2024-01-15 | pass   | (NotWaitingForExam)
            2024-01-16 | passes | -
            2024-01-17 | passes | day 1 is 01-17
            2024-01-18 | pass   | (NotWaitingForExam)
            """);

        Assert.Equal(1, standing.PenaltiesIn(new YearMonth(2024, 1)));
    }

    [Fact]
    public void A_pass_on_the_last_day_is_in_time_and_one_before_the_push_is_none() => SanctionScenario.Play(
        Ladders.ReplyRate, """
        2024-01-10 | 40/100 | study to 01-13 counts 2024-01
        2024-01-09 | pass   | (TakenBeforeAssigned)
        2024-01-13 | pass   | passed, day 1 is 01-14
        """);

    [Fact]
    public void A_used_quota_leaves_only_the_reminder_until_the_month_ends() => SanctionScenario.Play(Ladders.ReplyRate, """
        2024-01-03 | 20/100 | limit to 01-05 counts 2024-01
        2024-01-06 | passes | day 1 is 01-06
        2024-01-13 | 20/100 | remind
        2024-01-31 | 20/100 | remind
        2024-02-01 | 20/100 | limit to 02-03 counts 2024-02
        """);

    [Fact]
    public void Without_a_reminder_in_the_ladder_a_used_quota_holds() => SanctionScenario.Play(
        Ladders.ReplyRate with { Steps = [Ladders.Limit] }, """
        2024-01-03 | 20/100 | limit to 01-05 counts 2024-01
        2024-01-13 | 20/100 | day 1 is 01-06 (QuotaUsed)
        """);

    [Fact]
    public void Too_small_a_sample_is_not_judged() => SanctionScenario.Play(Ladders.ReplyRate with { MinimumSample = 10 }, """
        2024-01-08 | 0/0  | (NoData)
        2024-01-09 | 0/9  | (BelowMinimumSample)
        2024-01-10 | 0/10 | limit to 01-12 counts 2024-01
        """);

    [Fact]
    public void A_ladder_without_thresholds_is_not_enforced() => SanctionScenario.Play(
        Ladders.ReplyRate with { Steps = [Ladders.Limit with { Condition = null }] }, "2024-01-08 | 0/10 | (NotEnforced)");

    [Fact]
    public void A_day_is_judged_once() => SanctionScenario.Play(Ladders.ReplyRate, """
        2024-01-08 | 75/100 | remind
        2024-01-08 | 20/100 | (AlreadyJudged)
        2024-01-07 | 20/100 | (AlreadyJudged)
        """);

    [Fact]
    public void A_part_of_the_window_may_lie_before_the_cycle_where_the_ladder_allows_it() => SanctionScenario.Play(
        Ladders.ReplyRate with { AllowPartialWindowAfterRestart = true, PenaltiesPerMonth = null }, """
        2024-01-03 | 20/100 | limit to 01-05 counts 2024-01
        2024-01-06 | 20/100 | day 1 is 01-06 (WindowReachesBack)
        2024-01-07 | 20/100 | limit to 01-09 counts 2024-01
        """);

    [Fact]
    public void Where_nothing_pauses_reminders_go_on_and_penalties_still_never_overlap() => SanctionScenario.Play(
        Ladders.ReplyRate with { PausesWhilePenaltyRuns = false, PenaltiesPerMonth = null }, """
        2024-01-03 | 20/100 | limit to 01-05 counts 2024-01
        2024-01-04 | 20/100 | remind
        2024-01-05 | 70/100 | remind
        2024-01-06 | 20/100 | day 1 is 01-06, limit to 01-08 counts 2024-01
        """);

    [Fact]
    public void A_further_penalty_within_the_months_is_one_step_harder() => SanctionScenario.Play(
        Ladders.ReplyRate with { EscalatesWithinMonths = 2 }, """
        2024-01-10 | 40/100 | study to 01-13 counts 2024-01
        2024-01-10 | pass   | passed, day 1 is 01-11
        2024-02-01 | 70/100 | remind
        2024-02-02 | 40/100 | limit to 02-04 counts 2024-02
        2024-04-10 | 40/100 | day 1 is 02-05, study to 04-13 counts 2024-04
        """);

    [Fact]
    public void Repeated_months_lead_to_one_proposal_per_month() => SanctionScenario.Play(
        Ladders.ReplyRate with { PenaltiesPerMonth = 3, RepeatEscalation = new RepeatEscalation(12, 2, 2) }, """
        2024-01-01 | 20/100 | limit to 01-03 counts 2024-01
        2024-01-11 | 20/100 | day 1 is 01-04, limit to 01-13 counts 2024-01
        2024-02-01 | 20/100 | day 1 is 01-14, limit to 02-03 counts 2024-02
        2024-02-11 | 20/100 | day 1 is 02-04, limit to 02-13 counts 2024-02, clearance proposed
        2024-02-21 | 20/100 | day 1 is 02-14, limit to 02-23 counts 2024-02
        2025-01-10 | 20/100 | day 1 is 02-24, limit to 01-12 counts 2025-01
        2025-01-20 | 20/100 | day 1 is 01-13, limit to 01-22 counts 2025-01, clearance proposed
        """);

    [Fact]
    public void A_clock_that_skips_days_takes_the_same_decisions() => SanctionScenario.Play(Ladders.ReplyRate, """
        2024-01-10 | 40/100 | study to 01-13 counts 2024-01
        2024-03-01 | passes | failed, limit to 01-16, day 1 is 01-17
        """);
}
