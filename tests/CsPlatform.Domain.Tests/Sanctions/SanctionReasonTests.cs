using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

public class SanctionReasonTests
{
    private static readonly LocalDate Day = new(2024, 1, 30);

    [Fact]
    public void A_limit_says_what_was_found_and_how_long_it_runs()
    {
        var limit = Assess(Ladders.ReplyRate, 2, 7).Decisions.Single();

        Assert.Equal(
            "【限制店铺所有公域流量】3分钟回复率(2024-01-23至2024-01-29)为2/7,约28.57%,低于30 %。" +
            "自2024-01-30至2024-02-01执行,共3个自然日。计入2024-01。",
            SanctionReasonsZh.Of(limit));
        Assert.Equal(
            "[Traffic limit] 3-minute reply rate of 2024-01-23 to 2024-01-29 " +
            "is 2/7, about 28.57%, below 30 %. In force from 2024-01-30 to 2024-02-01, 3 natural days. Counts for 2024-01.",
            SanctionReasonsEn.Of(limit));
    }

    [Fact]
    public void A_study_says_until_when_the_exam_must_be_passed_and_what_follows_otherwise()
    {
        var study = Assess(Ladders.ReplyRate, 40, 100).Decisions.Single();

        Assert.Contains("即40.00%,低于50 %", SanctionReasonsZh.Of(study), StringComparison.Ordinal);
        Assert.Contains("请于2024-02-02(含当日)前", SanctionReasonsZh.Of(study), StringComparison.Ordinal);
        Assert.Contains("pass its exam by the end of 2024-02-02; otherwise, from 2024-02-03, all public-domain traffic is limited for 3 natural days.",
            SanctionReasonsEn.Of(study), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_instead_of_a_penalty_says_that_the_quota_is_used()
    {
        var used = Standing.New with { Penalties = [new CountedPenalty("earlier", Day.ToYearMonth())] };
        var reminder = SanctionCourse.Assess(used, Ladders.ReplyRate.InForce(), Ladders.Figure(Day, 20, 100)).Decisions.Single();

        Assert.Contains("低于30 %。2024-01的处罚次数已用完,不再处罚。仅作提示,不计入处罚次数。", SanctionReasonsZh.Of(reminder), StringComparison.Ordinal);
        Assert.Contains("The penalties allowed in 2024-01 are used", SanctionReasonsEn.Of(reminder), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_decision_has_words_in_both_languages()
    {
        var ladder = Ladders.ReplyRate with { RepeatEscalation = new RepeatEscalation(12, 1, 1) };
        var opened = Assess(ladder, 40, 100);
        var failed = SanctionMachine.Move(opened.Standing, new DayReached(Day.PlusDays(30)));
        var passed = SanctionMachine.Move(opened.Standing, new ExamPassed(opened.Standing.Case!.Id, Day));
        var proposed = Assess(Ladders.Of(Ladders.Proposal), 10, 100);
        var warned = Assess(Ladders.Of(Ladders.Remind with { Actions = [new NoticeAction(IsWarning: true)] }), 10, 100);
        SanctionOutcome[] outcomes =
        [
            Assess(ladder, 70, 100), opened, failed, passed, proposed, warned, Answer(proposed, true), Answer(proposed, false),
            Assess(Ladders.Of(Ladders.Fine), 10, 100), Assess(Ladders.Of(Ladders.Points), 10, 100),
            Assess(Ladders.Of(Ladders.Delist), 10, 100), Assess(Ladders.Of(Ladders.Shield), 10, 100),
        ];
        var taken = outcomes.SelectMany(outcome => outcome.Decisions).ToList();
        List<SanctionDecision> all = [.. taken, .. Enum.GetValues<CorrectionCause>().SelectMany(cause => Revoke(taken[0], cause))];

        Assert.Equal(Enum.GetValues<SanctionDecisionKind>(), [.. all.Select(decision => decision.Kind).Distinct().Order()]);
        Assert.All(all, decision => Assert.NotEmpty(SanctionReasonsZh.Of(decision)));
        Assert.All(all, decision => Assert.NotEmpty(SanctionReasonsEn.Of(decision)));
        Assert.All(all, decision => Assert.Contains("每个核心指标每月最多处罚一次", decision.Reason.RuleTextZh, StringComparison.Ordinal));
        Assert.All(all, decision => Assert.Contains("At most one penalty", decision.Reason.RuleTextEn, StringComparison.Ordinal));

        static SanctionOutcome Answer(SanctionOutcome proposed, bool approved) => SanctionMachine.Move(
            proposed.Standing, new ProposalAnswered(proposed.Decisions.Single().Id, approved, Day));
    }

    [Fact]
    public void A_revocation_says_what_was_found_and_which_decision_does_not_stand()
    {
        var revoked = Revoke(Assess(Ladders.ReplyRate, 20, 100).Decisions.Single(), CorrectionCause.FigureRevised).Single();

        Assert.Equal(
            "【撤销】3分钟回复率:数据经更正(2024-01-23至2024-01-29为90/100,第2版),重新审理后决定xhs.reply_rate_3min:2024-01-30:traffic-limited不再成立,"
            + "自始无效(trace)。",
            SanctionReasonsZh.Of(revoked));
        Assert.Equal(
            "[Revoked] 3-minute reply rate: the figure was revised (90/100 from 2024-01-23 to 2024-01-29, revision 2). Heard again, decision "
            + "xhs.reply_rate_3min:2024-01-30:traffic-limited does not stand; it is without effect from the beginning (trace).",
            SanctionReasonsEn.Of(revoked));
    }

    [Fact]
    public void What_is_open_says_what_lifts_it_and_a_proposal_that_a_person_decides()
    {
        var delisted = Assess(Ladders.Of(Ladders.Delist), 3, 8).Decisions.Single();
        var proposed = Assess(Ladders.Of(Ladders.Proposal), 10, 100).Decisions.Single();

        Assert.Equal(
            "【限制上架】3分钟回复率(2024-01-23至2024-01-29)为3/8,即37.50%,低于40 %。限制上架商品,自2024-01-30起执行,直至恢复达标后次日撤销。计入2024-01。",
            SanctionReasonsZh.Of(delisted));
        Assert.Equal(
            "[No listing] 3-minute reply rate of 2024-01-23 to 2024-01-29 is 3/8, that is 37.50%, below 40 %. In force (no goods may be "
            + "listed) from 2024-01-30 until the standard is kept again. Counts for 2024-01.",
            SanctionReasonsEn.Of(delisted));
        Assert.EndsWith("建议罚没保证金;此为建议,须经人工审批后方可执行。", SanctionReasonsZh.Of(proposed), StringComparison.Ordinal);
        Assert.Equal("xhs.reply_rate_3min:2024-01-30:measure-proposed:forfeit_deposit", proposed.Id);
    }

    [Theory]
    [InlineData(79_999_6, 10_000, BadSide.Below, "79.999", false)]
    [InlineData(165, 2, BadSide.Below, "82.5", true)]
    [InlineData(4, 1, BadSide.Below, "4", true)]
    [InlineData(1, 3, BadSide.Above, "0.334", false)]
    public void A_score_never_seems_to_keep_a_limit_it_missed(long value, long over, BadSide bad, string text, bool isExact) =>
        Assert.Equal((text, isExact), RateText.Number(new Rate(value, over), bad));

    [Theory]
    [InlineData(79_996, 100_000, BadSide.Below, "79.99%", false)]
    [InlineData(10_001, 100_000, BadSide.Above, "10.01%", false)]
    [InlineData(1, 3, BadSide.Below, "33.33%", false)]
    [InlineData(1, 4, BadSide.Below, "25.00%", true)]
    [InlineData(1, 1, BadSide.Above, "100.00%", true)]
    public void A_percentage_never_seems_to_keep_a_threshold_it_missed(
        long hits, long units, BadSide bad, string text, bool isExact) =>
        Assert.Equal((text, isExact), RateText.Of(new Rate(hits, units), bad));

    private static IReadOnlyList<SanctionDecision> Revoke(SanctionDecision decision, CorrectionCause cause)
    {
        var ground = new CorrectionGround(
            Ladders.ReplyRate.InForce(), cause, "trace", Day.PlusDays(3), Ladders.Figure(Day, 90, 100) with { Revision = 2 });
        return Corrections.Between([new(decision.Id, decision.CaseId, FiledDecision.ContentOf(decision), false)], [], ground);
    }

    private static SanctionOutcome Assess(SanctionLadder ladder, long hits, long units) =>
        SanctionCourse.Assess(Standing.New, ladder.InForce(), Ladders.Figure(Day, hits, units));
}
