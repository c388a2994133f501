using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>The ladders of the tests: the handbook's 80 / 50 / 30, and one with the opposite bad side.</summary>
internal static class Ladders
{
    public const string MetricId = "xhs.reply_rate_3min";

    public static readonly RestrictionKind Traffic =
        new(RestrictionKind.PublicTraffic, "限制店铺所有公域流量", "all public-domain traffic is limited");

    public static readonly SanctionStep Remind = Below(80, "友情提示", "Friendly reminder", new NoticeAction(IsWarning: false));

    public static readonly SanctionStep Study = StudyWith(limitDaysWhenFailed: 3);

    public static readonly SanctionStep Limit = Below(30, "限制店铺所有公域流量", "Traffic limit", Fixed(3));

    public static readonly SanctionLadder ReplyRate = new(
        "xhs.ladder.reply_rate_3min", new MetricSubject(MetricId), "每个核心指标每月最多处罚一次", "At most one penalty per metric and month", "1.5 seed",
        [Remind, Study, Limit], PenaltiesPerMonth: 1, MinimumSample: null, PausesWhilePenaltyRuns: true,
        AllowPartialWindowAfterRestart: false, RepeatEscalation: null, EscalatesWithinMonths: null);

    public static readonly SanctionLadder Dissatisfaction = ReplyRate with
    {
        Id = "xhs.ladder.dissatisfaction",
        Steps = [Remind with { Condition = new BeyondCondition(Percent(10), BadSide.Above) }],
    };

    public static readonly SanctionStep Shield = Below(
        50, "屏蔽", "Shielded", new RestrictionAction([new("shop", "屏蔽店铺", "the shop is shielded")], new OpenLength(false, true)));

    public static readonly SanctionStep Delist = Below(
        40, "限制上架", "No listing", new RestrictionAction([new("listing", "限制上架商品", "no goods may be listed")], new OpenLength(true, false)));

    public static readonly SanctionStep Fine = Below(45, "违约金", "Liquidated damages", new FineAction("m.amount"));

    public static readonly SanctionStep Points = Below(46, "扣分", "Points", new PointsAction(2, "a", "A类", 8));

    public static readonly SanctionStep Proposal = Below(
        47, "罚没保证金", "Deposit forfeited", new ProposalAction(IrreversibleMeasure.ForfeitDeposit));

    public static readonly SanctionStep Clearance = Below(20, "清退", "Removal", new ProposalAction(IrreversibleMeasure.ClearOut));

    /// <summary>A ladder of the steps given that neither pauses nor counts penalties.</summary>
    public static SanctionLadder Of(params SanctionStep[] steps) =>
        ReplyRate with { Steps = steps, PenaltiesPerMonth = null, PausesWhilePenaltyRuns = false };

    public static SanctionStep StudyWith(int limitDaysWhenFailed) => Below(
        50, "强制学习推送课程并考试", "Course and exam", new TaskAction(3, FirstDayCounts: false, [Fixed(limitDaysWhenFailed)]));

    public static RestrictionAction Fixed(int? days, RestrictionKind? kind = null) => new([kind ?? Traffic], new FixedLength(days));

    public static SanctionStep Below(int percent, string zh, string en, params SanctionAction[] actions) =>
        new(zh, en, new BeyondCondition(Percent(percent), BadSide.Below), actions);

    public static Threshold Percent(int percent) => Threshold.Of(new Percentage(percent * 100));

    private static readonly MetricRule Metric = new(
        MetricId, "3分钟回复率", "3-minute reply rate", "1.3 seed", new DissatisfactionFormula(3), new TrailingDaysWindow(7), true);

    public static LadderInForce InForce(this SanctionLadder ladder) =>
        new(ladder, Metric, new RuleCitation("xiaohongshu", "2024-01-01", "00", ladder.Id, ladder.Source));

    public static AssessedFigure Figure(LocalDate evaluatedOn, long hits, long units) =>
        new(Primitives.Period.TrailingDays(evaluatedOn, 7), evaluatedOn, new Rate(hits, units), 1);
}
