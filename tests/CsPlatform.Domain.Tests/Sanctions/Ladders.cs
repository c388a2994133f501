using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>The ladders of the tests: the handbook's 80 / 50 / 30, and one with the opposite bad side.</summary>
internal static class Ladders
{
    public const string MetricId = "xhs.reply_rate_3min";

    public static readonly RemindStep Remind = new("友情提示", "Friendly reminder", new Percentage(8_000), BadSide.Below);

    public static readonly StudyStep Study = new("强制学习推送课程并考试", "Course and exam", new Percentage(5_000), BadSide.Below, 3, 3);

    public static readonly TrafficLimitStep Limit = new("限制店铺所有公域流量", "Traffic limit", new Percentage(3_000), BadSide.Below, 3);

    public static readonly SanctionLadder ReplyRate = new(
        "xhs.ladder.reply_rate_3min", MetricId, "每个核心指标每月最多处罚一次", "At most one penalty per metric and month", "1.5 seed",
        [Remind, Study, Limit], PenaltiesPerMonth: 1, MinimumSample: null, PausesWhilePenaltyRuns: true,
        AllowPartialWindowAfterRestart: false, RepeatEscalation: null, EscalatesWithinMonths: null);

    public static readonly SanctionLadder Dissatisfaction = ReplyRate with
    {
        Id = "xhs.ladder.dissatisfaction",
        Steps = [new RemindStep("友情提示", "Friendly reminder", new Percentage(1_000), BadSide.Above)],
    };

    private static readonly MetricRule Metric = new(
        MetricId, "3分钟回复率", "3-minute reply rate", "1.3 seed", new DissatisfactionFormula(3), new TrailingDaysWindow(7), true);

    public static LadderInForce InForce(this SanctionLadder ladder) =>
        new(ladder, Metric, new RuleCitation("xiaohongshu", "2024-01-01", "00", ladder.Id, ladder.Source));

    public static AssessedFigure Figure(LocalDate evaluatedOn, long hits, long units) =>
        new(Primitives.Period.TrailingDays(evaluatedOn, 7), evaluatedOn, new Rate(hits, units), 1);
}
