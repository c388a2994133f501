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
            IncidentUpheld upheld => Upheld(decision, upheld),
            PassedInTime passed => $"{passed.Case.MetricNameZh}:{passed.TakenOn:R}通过考试,处罚于当日结束。",
            NotPassedInTime failed => Failed(decision, failed),
            PenaltyServed served => Served(served.Case, served.EndedBefore),
            Recovered recovered => Recovery(recovered),
            PutRight right => $"{right.Case.MetricNameZh}:商家已于{right.ActedOn:R}按要求处理。" + Served(right.Case, right.ActedOn.PlusDays(1)),
            RepeatedMonths repeated => Repeated(repeated),
            PersonAnswered answered => Answered(answered),
            DecisionRevoked revoked => RevocationsZh.Of(revoked),
            _ => throw new UnreachableException($"No words for {decision.Reason}."),
        };
    }

    private static string Missed(SanctionDecision decision, ThresholdMissed reason)
    {
        var (judgement, figure) = (reason.Judgement, decision.Figure!);
        var found = $"【{judgement.Step!.TextZh}】" +
            $"{reason.Rule.NameZh}({Days(figure.Period.Start, figure.Period.End)}){FindingsZh.Of(judgement, figure)}";
        var why = judgement.Hold switch
        {
            SanctionHold.QuotaUsed => $"{figure.EvaluatedOn.ToYearMonth():uuuu-MM}的处罚次数已用完,不再处罚。",
            SanctionHold.PenaltyWouldOverlap => "处罚正在执行,不重复处罚。",
            SanctionHold.ImprovementMonth => $"{SanctionPolicy.MonthOf(figure):uuuu-MM}为改进期限,不再收取违约金。",
            _ when judgement.IsEscalated => $"{reason.Rule.Ladder.EscalatesWithinMonths}个自然月内再次违规,处罚上调一级。",
            _ => "",
        };
        return found + why + Effect(decision);
    }

    private static string Upheld(SanctionDecision decision, IncidentUpheld reason)
    {
        var grades = ((IncidentSubject)reason.Rule.Ladder.Subject).Grades;
        var grade = grades.First(g => g.Key == reason.Incident.Grade);
        return $"【{reason.Judgement.Step!.TextZh}】{reason.Rule.NameZh}:{reason.Incident.UpheldOn:R}成立一起{grade.NameZh}违规" +
            $"({reason.Incident.Id})。{Effect(decision)}";
    }

    private static string Effect(SanctionDecision decision) => (decision.Action switch
    {
        NoticeAction => "仅作提示,不计入处罚次数。",
        TaskAction task => $"请于{LastDay(decision)}(含当日)前完成课程并通过考试" + WhenFailed(decision, task),
        RestrictionAction restriction => Restricted(decision, restriction),
        FineAction fine => $"按规则{fine.AmountId}支付违约金或赔付。",
        PointsAction points => $"扣{points.ClassName}{points.Count}分。",
        ProposalAction proposal => Proposed(proposal.Measure),
        _ => "",
    }) + (decision.QuotaMonth is { } month ? $"计入{month:uuuu-MM}。" : "");

    private static string WhenFailed(SanctionDecision decision, TaskAction task) => task.WhenFailed.Count == 0
        ? "。"
        : $";未通过或未参加的,自{decision.EffectiveUntil:R}起" +
            string.Join("、", task.WhenFailed.Select(rule => Names(rule) + Length(rule))) + "。";

    private static string Length(RestrictionAction rule) => rule.Length switch
    {
        FixedLength { Days: { } days } => $"{days}个自然日",
        OpenLength { UntilRecovery: true } => "直至达标",
        OpenLength => "直至商家处理",
        _ => "",
    };

    private static string Restricted(SanctionDecision decision, RestrictionAction rule)
    {
        var what = decision.Kind == SanctionDecisionKind.TrafficLimited ? "" : Names(rule) + ",";
        return rule.Length switch
        {
            FixedLength { Days: { } days } => $"{what}自{decision.EffectiveFrom:R}至{LastDay(decision)}执行,共{days}个自然日。",
            OpenLength { UntilRecovery: true } => $"{what}自{decision.EffectiveFrom:R}起执行,直至恢复达标后次日撤销。",
            OpenLength => $"{what}自{decision.EffectiveFrom:R}起执行,直至商家按要求处理。",
            _ => "",
        };
    }

    private static string Failed(SanctionDecision decision, NotPassedInTime failed)
    {
        var found = $"{failed.Case.MetricNameZh}:课程与考试于{failed.PushedOn:R}推送,至{failed.FailsOn.PlusDays(-1):R}未通过(包括未进行考试)。";
        return decision.Action is RestrictionAction { Length: FixedLength { Days: { } days } } rule
            ? $"{found}{Names(rule)},自{decision.EffectiveFrom:R}至{LastDay(decision)}执行,共{days}个自然日;与原处罚为同一案件,不另计次数。"
            : found;
    }

    private static string Served(OpenCase of, LocalDate dayOne) =>
        $"{of.MetricNameZh}:处罚于{dayOne.PlusDays(-1):R}结束" +
        (of.PausesAssessment ? $",{dayOne:R}为下一个考核周期的第一天。" : "。");

    private static string Recovery(Recovered recovered)
    {
        var figure = recovered.Figure;
        var found = $"{recovered.Case.MetricNameZh}({Days(figure.Period.Start, figure.Period.End)})"
            + $"为{figure.Rate.Numerator}/{figure.Rate.Denominator}";
        return recovered.Next is { } next
            ? $"{found},改按【{next.TextZh}】执行;原处罚于{figure.EvaluatedOn:R}撤销。"
            : $"{found},已恢复达标;处罚于{figure.EvaluatedOn:R}撤销。";
    }

    private static string Repeated(RepeatedMonths repeated) =>
        $"{repeated.Rule.NameZh}近{repeated.Escalation.WithinMonths}个自然月内有至少" +
        $"{repeated.Escalation.Months}个月({repeated.Months})每月受处罚至少{repeated.Escalation.PenaltiesInEach}次。" +
        Proposed(repeated.Escalation.Measure);

    private static string Proposed(IrreversibleMeasure measure) => $"建议{MeasureText.Zh(measure)};此为建议,须经人工审批后方可执行。";

    private static string Answered(PersonAnswered answered) =>
        $"{answered.Proposal.SubjectNameZh}:{answered.Proposal.ProposedOn:R}提出的建议({MeasureText.Zh(answered.Proposal.Measure)})于" +
        $"{answered.Answer.AnsweredOn:R}经人工审批{(answered.Answer.IsApproved ? "通过,即日执行。" : "驳回,不予执行。")}";

    private static string Names(RestrictionAction rule) => string.Join("、", rule.Kinds.Select(kind => kind.NameZh));

    private static string Days(LocalDate start, LocalDate end) => $"{start:R}至{end.PlusDays(-1):R}";

    private static string LastDay(SanctionDecision decision) => $"{decision.EffectiveUntil!.Value.PlusDays(-1):R}";
}
