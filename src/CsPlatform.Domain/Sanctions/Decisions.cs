using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Builds the values that the machine's moves consist of.</summary>
internal static class Decisions
{
    internal static string CaseIdOf(StepJudged judged) =>
        SanctionDecision.CaseIdOf(judged.Rule.SubjectId, judged.EffectiveOn, (judged as IncidentJudged)?.Incident.Id);

    internal static OpenCase Open(StepJudged judged, IReadOnlyList<RestrictionAction> whenFailed) => new(
        CaseIdOf(judged),
        judged.EffectiveOn,
        judged.Rule.SubjectId,
        judged.Rule.NameZh,
        judged.Rule.NameEn,
        judged.Rule.Ladder.TextZh,
        judged.Rule.Ladder.TextEn,
        whenFailed,
        judged.Rule.Ladder.PausesWhilePenaltyRuns,
        judged.Rule.Citation)
    {
        StepZh = judged.Judgement.Step!.TextZh,
    };

    /// <summary>The decision that carries out one action of a judged step.</summary>
    internal static SanctionDecision Carry(
        StepJudged judged, SanctionAction action, string? caseId, LocalDate? until, YearMonth? quota)
    {
        var incident = (judged as IncidentJudged)?.Incident;
        var kind = SanctionDecision.KindOf(action);
        var detail = Join(SanctionDecision.DetailOf(action), incident?.Id);
        return new(
            SanctionDecision.IdOf(judged.Rule.SubjectId, judged.EffectiveOn, kind, detail),
            judged.Rule.SubjectId,
            caseId,
            kind,
            judged.EffectiveOn,
            until,
            quota,
            (judged as FigureJudged)?.Figure,
            incident is null
                ? new ThresholdMissed(judged.Rule, judged.Judgement)
                : new IncidentUpheld(judged.Rule, judged.Judgement, incident),
            judged.Rule.Citation)
        {
            Action = action,
        };
    }

    internal static SanctionDecision Repeated(
        StepJudged judged, string caseId, RepeatEscalation escalation, IEnumerable<YearMonth> months)
    {
        var decision = Carry(judged, new ProposalAction(escalation.Measure), caseId, until: null, quota: null);
        var found = string.Join(", ", months.Select(month => $"{month:uuuu-MM}"));
        return decision with { Reason = new RepeatedMonths(judged.Rule, escalation, found) };
    }

    internal static OpenProposal Proposal(StepJudged judged, SanctionDecision decision) => new(
        decision.Id,
        ((ProposalAction)decision.Action!).Measure,
        judged.EffectiveOn,
        judged.Rule.NameZh,
        judged.Rule.NameEn,
        judged.Rule.Ladder.TextZh,
        judged.Rule.Ladder.TextEn,
        judged.Rule.Citation);

    internal static SanctionDecision Answered(OpenProposal proposal, ProposalAnswered answer)
    {
        var kind = answer.IsApproved ? SanctionDecisionKind.MeasureApproved : SanctionDecisionKind.MeasureRejected;
        var subject = proposal.DecisionId.Split(':')[0];
        return new(
            $"{proposal.DecisionId}:{(answer.IsApproved ? "approved" : "rejected")}",
            subject,
            null,
            kind,
            answer.AnsweredOn,
            null,
            null,
            null,
            new PersonAnswered(proposal, answer),
            proposal.Citation)
        {
            Action = new ProposalAction(proposal.Measure),
        };
    }

    /// <summary>A decision of a running case that rests on no judged step and uses no quota.</summary>
    internal static SanctionDecision Of(
        OpenCase of, SanctionDecisionKind kind, LocalDate from, LocalDate? until, SanctionReason reason, string? detail = null)
    {
        var id = SanctionDecision.IdOf(of.MetricId, from, kind, detail);
        return new(id, of.MetricId, of.Id, kind, from, until, QuotaMonth: null, Figure: null, reason, of.Citation);
    }

    /// <summary>The restriction that follows a failed task.</summary>
    internal static SanctionDecision WhenFailed(OpenCase of, RunningRestriction restriction, SanctionReason reason) => Of(
        of,
        SanctionDecision.KindOf(restriction.Rule),
        restriction.From,
        restriction.Until,
        reason,
        SanctionDecision.DetailOf(restriction.Rule)) with
    {
        Action = restriction.Rule,
    };

    private static string? Join(string? detail, string? incidentId) =>
        detail is null ? incidentId : incidentId is null ? detail : $"{detail}:{incidentId}";
}
