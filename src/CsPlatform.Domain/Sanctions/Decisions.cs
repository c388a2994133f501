using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Builds the values that the machine's moves consist of.</summary>
internal static class Decisions
{
    internal static OpenCase Open(FigureJudged judged, int limitDaysWhenFailed) => new(
        SanctionDecision.CaseIdOf(judged.Rule.Ladder.MetricId, judged.Figure.EvaluatedOn),
        judged.Figure.EvaluatedOn,
        judged.Rule.Ladder.MetricId,
        judged.Rule.Metric.NameZh,
        judged.Rule.Metric.NameEn,
        judged.Rule.Ladder.TextZh,
        judged.Rule.Ladder.TextEn,
        limitDaysWhenFailed,
        judged.Rule.Ladder.PausesWhilePenaltyRuns,
        judged.Rule.Citation);

    internal static SanctionDecision Reminder(FigureJudged judged) =>
        OnFigure(judged, SanctionDecisionKind.Reminded, caseId: null, until: null, quota: null, Missed(judged));

    internal static SanctionDecision Penalty(FigureJudged judged, SanctionDecisionKind kind, LocalDate until) => OnFigure(
        judged,
        kind,
        SanctionDecision.CaseIdOf(judged.Rule.Ladder.MetricId, judged.Figure.EvaluatedOn),
        until,
        judged.Figure.EvaluatedOn.ToYearMonth(),
        Missed(judged));

    internal static SanctionDecision Clearance(
        FigureJudged judged, string caseId, RepeatEscalation escalation, IEnumerable<YearMonth> months) => OnFigure(
            judged,
            SanctionDecisionKind.ClearanceProposed,
            caseId,
            until: null,
            quota: null,
            new RepeatedMonths(judged.Rule, escalation, string.Join(", ", months.Select(month => $"{month:uuuu-MM}"))));

    /// <summary>A decision of a running case that rests on no figure and uses no quota.</summary>
    internal static SanctionDecision Of(
        OpenCase of, SanctionDecisionKind kind, LocalDate from, LocalDate? until, SanctionReason reason)
    {
        var id = SanctionDecision.IdOf(of.MetricId, from, kind);
        return new(id, of.MetricId, of.Id, kind, from, until, QuotaMonth: null, Figure: null, reason, of.Citation);
    }

    private static ThresholdMissed Missed(FigureJudged judged) => new(judged.Rule, judged.Judgement);

    private static SanctionDecision OnFigure(
        FigureJudged judged, SanctionDecisionKind kind, string? caseId, LocalDate? until, YearMonth? quota, SanctionReason reason)
    {
        var metricId = judged.Rule.Ladder.MetricId;
        var from = judged.Figure.EvaluatedOn;
        var id = SanctionDecision.IdOf(metricId, from, kind);
        return new(id, metricId, caseId, kind, from, until, quota, judged.Figure, reason, judged.Rule.Citation);
    }
}
