using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Writes a decision's reason in Chinese: what was found, then what follows.</summary>
public static class SanctionReasonsZh
{
    /// <summary>The reason of a decision.</summary>
    public static string Of(SanctionDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Reason switch
        {
            ThresholdMissed missed => Missed(decision, missed),
            PassedInTime passed => $"{passed.Case.MetricNameZh}:{passed.TakenOn:R}通过考试,处罚于当日结束。",
            NotPassedInTime failed => Failed(decision, failed),
            PenaltyServed served => Served(served),
            RepeatedMonths repeated => Repeated(repeated),
            _ => throw new UnreachableException($"No words for {decision.Reason}."),
        };
    }

    private static string Missed(SanctionDecision decision, ThresholdMissed reason)
    {
        var (judgement, figure) = (reason.Judgement, decision.Figure!);
        var missed = judgement.Missed!;
        var side = missed.Direction == BadSide.Below ? "低于" : "高于";
        var (percentage, isExact) = RateText.Of(figure.Rate, missed.Direction);
        var found =
            $"【{judgement.Step!.TextZh}】" +
            $"{reason.Rule.Metric.NameZh}({Days(figure.Period.Start, figure.Period.End)})为" +
            $"{figure.Rate.Numerator}/{figure.Rate.Denominator},{(isExact ? "即" : "约")}{percentage},{side}{missed.Threshold}。";
        var why = judgement.Hold switch
        {
            SanctionHold.QuotaUsed => $"{figure.EvaluatedOn.ToYearMonth():uuuu-MM}的处罚次数已用完,不再处罚。",
            SanctionHold.PenaltyWouldOverlap => "处罚正在执行,不重复处罚。",
            _ when judgement.IsEscalated => $"{reason.Rule.Ladder.EscalatesWithinMonths}个自然月内再次违规,处罚上调一级。",
            _ => "",
        };
        return found + why + Effect(decision, judgement.Step);
    }

    private static string Effect(SanctionDecision decision, SanctionStep step) => step switch
    {
        StudyStep study =>
            $"请于{LastDay(decision)}(含当日)前完成课程并通过考试;未通过或未参加的,自{decision.EffectiveUntil:R}起限流" +
            $"{study.LimitDaysWhenFailed}个自然日。计入{decision.QuotaMonth:uuuu-MM}。",
        TrafficLimitStep limit =>
            $"自{decision.EffectiveFrom:R}至{LastDay(decision)}执行,共{limit.Days}个自然日。计入{decision.QuotaMonth:uuuu-MM}。",
        _ => "仅作提示,不计入处罚次数。",
    };

    private static string Failed(SanctionDecision decision, NotPassedInTime failed)
    {
        var found = $"{failed.Case.MetricNameZh}:课程与考试于{failed.PushedOn:R}推送,至{failed.FailsOn.PlusDays(-1):R}未通过(包括未进行考试)。";
        return decision.Kind == SanctionDecisionKind.TrafficLimited
            ? $"{found}限制店铺所有公域流量,自{decision.EffectiveFrom:R}至{LastDay(decision)}执行,共{failed.Case.LimitDaysWhenFailed}个自然日;" +
                "与原处罚为同一案件,不另计次数。"
            : found;
    }

    private static string Served(PenaltyServed served) =>
        $"{served.Case.MetricNameZh}:处罚于{served.EndedBefore.PlusDays(-1):R}结束" +
        (served.Case.PausesAssessment ? $",{served.EndedBefore:R}为下一个考核周期的第一天。" : "。");

    private static string Repeated(RepeatedMonths repeated) =>
        $"{repeated.Rule.Metric.NameZh}近{repeated.Escalation.WithinMonths}个自然月内有至少" +
        $"{repeated.Escalation.Months}个月({repeated.Months})每月受处罚至少{repeated.Escalation.PenaltiesInEach}次。" +
        "建议清退店铺;此为建议,须经人工审批后方可执行。";

    private static string Days(LocalDate start, LocalDate end) => $"{start:R}至{end.PlusDays(-1):R}";

    private static string LastDay(SanctionDecision decision) => $"{decision.EffectiveUntil!.Value.PlusDays(-1):R}";
}
