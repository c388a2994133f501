using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>One step of a case, or a reminder, with its reasons.</summary>
/// <param name="Id">Unique within the shop and derived from metric, day and kind: a replay gives the same one.</param>
/// <param name="MetricId">The metric whose ladder it is.</param>
/// <param name="CaseId">The case; null for a reminder.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveFrom">First day it has effect, inclusive.</param>
/// <param name="EffectiveUntil">Day its effect ends, exclusive; null = no end of its own.</param>
/// <param name="QuotaMonth">Month whose quota it uses; null = none.</param>
/// <param name="Figure">The figure it rests on; null where an exam or the passing of time decided.</param>
/// <param name="Reason">The rule's own words and what was found.</param>
/// <param name="Citation">The rule that was applied.</param>
public sealed record SanctionDecision(
    string Id,
    string MetricId,
    string? CaseId,
    SanctionDecisionKind Kind,
    LocalDate EffectiveFrom,
    LocalDate? EffectiveUntil,
    YearMonth? QuotaMonth,
    AssessedFigure? Figure,
    SanctionReason Reason,
    RuleCitation Citation)
{
    /// <summary>The id of a decision: a metric takes at most one decision of a kind with effect from a day.</summary>
    public static string IdOf(string metricId, LocalDate effectiveFrom, SanctionDecisionKind kind) =>
        $"{metricId}:{effectiveFrom:R}:{Word(kind)}";

    /// <summary>The id of the case that a metric opens on a day.</summary>
    public static string CaseIdOf(string metricId, LocalDate openedOn) => $"{metricId}:{openedOn:R}";

    private static string Word(SanctionDecisionKind kind) => kind switch
    {
        SanctionDecisionKind.Reminded => "reminded",
        SanctionDecisionKind.StudyAssigned => "study-assigned",
        SanctionDecisionKind.ExamPassed => "exam-passed",
        SanctionDecisionKind.ExamFailed => "exam-failed",
        SanctionDecisionKind.TrafficLimited => "traffic-limited",
        SanctionDecisionKind.CaseEnded => "case-ended",
        SanctionDecisionKind.ClearanceProposed => "clearance-proposed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of decision."),
    };
}
