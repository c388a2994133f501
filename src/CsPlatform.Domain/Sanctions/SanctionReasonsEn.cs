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
            PassedInTime passed => $"{passed.Case.MetricNameEn}: the exam was passed on {passed.TakenOn:R}; the penalty ends that day.",
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
        var side = missed.Direction == BadSide.Below ? "below" : "above";
        var (percentage, isExact) = RateText.Of(figure.Rate, missed.Direction);
        var found =
            $"[{judgement.Step!.TextEn}] {reason.Rule.Metric.NameEn} of " +
            $"{Days(figure.Period.Start, figure.Period.End)} is {figure.Rate.Numerator}/{figure.Rate.Denominator}, " +
            $"{(isExact ? "that is" : "about")} {percentage}, {side} {missed.Threshold}.";
        var why = judgement.Hold switch
        {
            SanctionHold.QuotaUsed =>
                $" The penalties allowed in {figure.EvaluatedOn.ToYearMonth():uuuu-MM} are used.",
            SanctionHold.PenaltyWouldOverlap => " A penalty is running and is not doubled.",
            _ when judgement.IsEscalated =>
                $" It is a further miss within {reason.Rule.Ladder.EscalatesWithinMonths} natural months, so the step is one " +
                "harder.",
            _ => "",
        };
        return found + why + Effect(decision, judgement.Step);
    }

    private static string Effect(SanctionDecision decision, SanctionStep step) => step switch
    {
        StudyStep study =>
            $" Take the course and pass its exam by the end of {LastDay(decision)}; otherwise traffic is limited for " +
            $"{study.LimitDaysWhenFailed} natural days from {decision.EffectiveUntil:R}. Counts for " +
            $"{decision.QuotaMonth:uuuu-MM}.",
        TrafficLimitStep limit =>
            $" In force from {decision.EffectiveFrom:R} to {LastDay(decision)}, {limit.Days} natural days. Counts for " +
            $"{decision.QuotaMonth:uuuu-MM}.",
        _ => " A notice only: it does not count as a penalty.",
    };

    private static string Failed(SanctionDecision decision, NotPassedInTime failed)
    {
        var found = $"{failed.Case.MetricNameEn}: course and exam were assigned on {failed.PushedOn:R} and the exam was not passed " +
            $"(or not taken) by the end of {failed.FailsOn.PlusDays(-1):R}.";
        return decision.Kind == SanctionDecisionKind.TrafficLimited
            ? $"{found} All public-domain traffic is limited from {decision.EffectiveFrom:R} to {LastDay(decision)}, " +
                $"{failed.Case.LimitDaysWhenFailed} natural days; it is the same case and uses no second quota."
            : found;
    }

    private static string Served(PenaltyServed served) =>
        $"{served.Case.MetricNameEn}: the penalty ended on {served.EndedBefore.PlusDays(-1):R}" +
        (served.Case.PausesAssessment ? $"; {served.EndedBefore:R} is day 1 of the next cycle." : ".");

    private static string Repeated(RepeatedMonths repeated) =>
        $"{repeated.Rule.Metric.NameEn}: within {repeated.Escalation.WithinMonths} " +
        $"natural months at least {repeated.Escalation.Months} ({repeated.Months}) had at least " +
        $"{repeated.Escalation.PenaltiesInEach} penalties each. Removal of the shop is proposed; nothing happens before a " +
        "person approves it.";

    private static string Days(LocalDate start, LocalDate end) => $"{start:R} to {end.PlusDays(-1):R}";

    private static string LastDay(SanctionDecision decision) => $"{decision.EffectiveUntil!.Value.PlusDays(-1):R}";
}
