using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Writes a decision's reason in English: what was found, then what follows.</summary>
public static class SanctionReasonsEn
{
    /// <summary>The reason of a decision.</summary>
    public static string Of(SanctionDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Reason switch
        {
            ThresholdMissed missed => Missed(decision, missed),
            IncidentUpheld upheld => Upheld(decision, upheld),
            PassedInTime passed => $"{passed.Case.MetricNameEn}: the exam was passed on {passed.TakenOn:R}; the penalty ends that day.",
            NotPassedInTime failed => Failed(decision, failed),
            PenaltyServed served => Served(served.Case, served.EndedBefore),
            Recovered recovered => Recovery(recovered),
            PutRight right =>
                $"{right.Case.MetricNameEn}: the merchant put it right on {right.ActedOn:R}. " + Served(right.Case, right.ActedOn.PlusDays(1)),
            RepeatedMonths repeated => Repeated(repeated),
            PersonAnswered answered => Answered(answered),
            DecisionRevoked revoked => RevocationsEn.Of(revoked),
            _ => throw new UnreachableException($"No words for {decision.Reason}."),
        };
    }

    private static string Missed(SanctionDecision decision, ThresholdMissed reason)
    {
        var (judgement, figure) = (reason.Judgement, decision.Figure!);
        var found = $"[{judgement.Step!.TextEn}] {reason.Rule.NameEn} of " +
            $"{Days(figure.Period.Start, figure.Period.End)} {FindingsEn.Of(judgement, figure)}";
        var why = judgement.Hold switch
        {
            SanctionHold.QuotaUsed =>
                $" The penalties allowed in {figure.EvaluatedOn.ToYearMonth():uuuu-MM} are used.",
            SanctionHold.PenaltyWouldOverlap => " A penalty is running and is not doubled.",
            SanctionHold.ImprovementMonth =>
                $" {SanctionPolicy.MonthOf(figure):uuuu-MM} is the month to improve in and brings no new fine.",
            _ when judgement.IsEscalated =>
                $" It is a further miss within {reason.Rule.Ladder.EscalatesWithinMonths} natural months, so the step is one " +
                "harder.",
            _ => "",
        };
        return found + why + Effect(decision);
    }

    private static string Upheld(SanctionDecision decision, IncidentUpheld reason)
    {
        var grades = ((IncidentSubject)reason.Rule.Ladder.Subject).Grades;
        var grade = grades.First(g => g.Key == reason.Incident.Grade);
        return $"[{reason.Judgement.Step!.TextEn}] {reason.Rule.NameEn}: an incident of grade \"{grade.NameEn}\" " +
            $"({reason.Incident.Id}) was upheld on {reason.Incident.UpheldOn:R}.{Effect(decision)}";
    }

    private static string Effect(SanctionDecision decision) => (decision.Action switch
    {
        NoticeAction => " A notice only: it does not count as a penalty.",
        TaskAction task => $" Take the course and pass its exam by the end of {LastDay(decision)}{WhenFailed(decision, task)}",
        RestrictionAction restriction => Restricted(decision, restriction),
        FineAction fine => $" An amount is due by rule {fine.AmountId}.",
        PointsAction points => $" {points.Count} points of class {points.ClassName} are taken.",
        ProposalAction proposal => " " + Proposed(proposal.Measure),
        _ => "",
    }) + (decision.QuotaMonth is { } month ? $" Counts for {month:uuuu-MM}." : "");

    private static string WhenFailed(SanctionDecision decision, TaskAction task) => task.WhenFailed.Count == 0
        ? "."
        : $"; otherwise, from {decision.EffectiveUntil:R}, " +
            string.Join(", ", task.WhenFailed.Select(rule => $"{Names(rule)} {Length(rule)}")) + ".";

    private static string Length(RestrictionAction rule) => rule.Length switch
    {
        FixedLength { Days: { } days } => $"for {days} natural days",
        OpenLength { UntilRecovery: true } => "until the standard is kept again",
        OpenLength => "until the merchant puts it right",
        _ => "",
    };

    private static string Restricted(SanctionDecision decision, RestrictionAction rule)
    {
        var what = decision.Kind == SanctionDecisionKind.TrafficLimited ? " In force" : $" In force ({Names(rule)})";
        return rule.Length switch
        {
            FixedLength { Days: { } days } => $"{what} from {decision.EffectiveFrom:R} to {LastDay(decision)}, {days} natural days.",
            OpenLength => $"{what} from {decision.EffectiveFrom:R} {Length(rule)}.",
            _ => "",
        };
    }

    private static string Failed(SanctionDecision decision, NotPassedInTime failed)
    {
        var found = $"{failed.Case.MetricNameEn}: course and exam were assigned on {failed.PushedOn:R} and the exam was not passed " +
            $"(or not taken) by the end of {failed.FailsOn.PlusDays(-1):R}.";
        return decision.Action is RestrictionAction { Length: FixedLength { Days: { } days } } rule
            ? $"{found} From {decision.EffectiveFrom:R} to {LastDay(decision)}, {days} natural days, {Names(rule)}; it is the same " +
                "case and uses no second quota."
            : found;
    }

    private static string Served(OpenCase of, LocalDate dayOne) =>
        $"{of.MetricNameEn}: the penalty ended on {dayOne.PlusDays(-1):R}" +
        (of.PausesAssessment ? $"; {dayOne:R} is day 1 of the next cycle." : ".");

    private static string Recovery(Recovered recovered)
    {
        var figure = recovered.Figure;
        var found = $"{recovered.Case.MetricNameEn} of {Days(figure.Period.Start, figure.Period.End)} is " +
            $"{figure.Rate.Numerator}/{figure.Rate.Denominator}";
        return recovered.Next is { } next
            ? $"{found}: from {figure.EvaluatedOn:R} the step is \"{next.TextEn}\" instead."
            : $"{found}: the standard is kept again and the penalty is lifted on {figure.EvaluatedOn:R}.";
    }

    private static string Repeated(RepeatedMonths repeated) =>
        $"{repeated.Rule.NameEn}: within {repeated.Escalation.WithinMonths} " +
        $"natural months at least {repeated.Escalation.Months} ({repeated.Months}) had at least " +
        $"{repeated.Escalation.PenaltiesInEach} penalties each. {Proposed(repeated.Escalation.Measure)}";

    private static string Proposed(IrreversibleMeasure measure) =>
        $"{MeasureText.En(measure)} is proposed; nothing happens before a person approves it.";

    private static string Answered(PersonAnswered answered) =>
        $"{answered.Proposal.SubjectNameEn}: what was proposed on {answered.Proposal.ProposedOn:R} " +
        $"({MeasureText.En(answered.Proposal.Measure)}) was {(answered.Answer.IsApproved ? "approved" : "rejected")} by a person on " +
        $"{answered.Answer.AnsweredOn:R}{(answered.Answer.IsApproved ? " and takes effect." : "; nothing happens.")}";

    private static string Names(RestrictionAction rule) => string.Join(", ", rule.Kinds.Select(kind => kind.NameEn));

    private static string Days(LocalDate start, LocalDate end) => $"{start:R} to {end.PlusDays(-1):R}";

    private static string LastDay(SanctionDecision decision) => $"{decision.EffectiveUntil!.Value.PlusDays(-1):R}";
}
