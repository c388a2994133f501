using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>One step of a case, or a notice, with its reasons.</summary>
/// <param name="Id">
/// Unique within the shop and derived from subject, day, kind and what the kind leaves open: a replay gives the same one.
/// </param>
/// <param name="MetricId">The subject whose ladder it is; the ladder's id for a set of requirements and for incidents.</param>
/// <param name="CaseId">The case; null for a notice and for a proposal that stands alone.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveFrom">First day it has effect, inclusive.</param>
/// <param name="EffectiveUntil">Day its effect ends, exclusive; null = no end of its own.</param>
/// <param name="QuotaMonth">Month whose quota it uses; null = none.</param>
/// <param name="Figure">The figure it rests on; null where an exam, an incident, a person or the passing of time decided.</param>
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
    /// <summary>The action of the ladder's step that it carries out; null where it carries out none, such as a case's end.</summary>
    public SanctionAction? Action { get; init; }

    /// <summary>Set where an earlier decision was looked at again: on what revokes it and on what takes its place.</summary>
    public CorrectionNote? Correction { get; init; }

    /// <summary>The id of a decision; a subject takes at most one of a kind, and detail, with effect from a day.</summary>
    public static string IdOf(string metricId, LocalDate effectiveFrom, SanctionDecisionKind kind, string? detail = null) =>
        detail is null ? $"{metricId}:{effectiveFrom:R}:{Word(kind)}" : $"{metricId}:{effectiveFrom:R}:{Word(kind)}:{detail}";

    /// <summary>The id of the case that a subject opens on a day.</summary>
    public static string CaseIdOf(string metricId, LocalDate openedOn, string? detail = null) =>
        detail is null ? $"{metricId}:{openedOn:R}" : $"{metricId}:{openedOn:R}:{detail}";

    /// <summary>The kind of decision that carries out an action.</summary>
    public static SanctionDecisionKind KindOf(SanctionAction action) => action switch
    {
        NoticeAction { IsWarning: true } => SanctionDecisionKind.Warned,
        NoticeAction => SanctionDecisionKind.Reminded,
        TaskAction => SanctionDecisionKind.StudyAssigned,
        RestrictionAction { Key: RestrictionKind.PublicTraffic } => SanctionDecisionKind.TrafficLimited,
        RestrictionAction => SanctionDecisionKind.Restricted,
        FineAction => SanctionDecisionKind.Fined,
        PointsAction => SanctionDecisionKind.PointsTaken,
        ProposalAction { Measure: IrreversibleMeasure.ClearOut } => SanctionDecisionKind.ClearanceProposed,
        ProposalAction => SanctionDecisionKind.MeasureProposed,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No such action."),
    };

    /// <summary>What distinguishes decisions of one kind that a step takes at once; null = its kind alone does.</summary>
    public static string? DetailOf(SanctionAction action) => action switch
    {
        RestrictionAction { Key: not RestrictionKind.PublicTraffic } restriction => restriction.Key,
        ProposalAction { Measure: not IrreversibleMeasure.ClearOut } proposal => MeasureText.Key(proposal.Measure),
        PointsAction points => points.ClassKey,
        _ => null,
    };

    private static string Word(SanctionDecisionKind kind) => kind switch
    {
        SanctionDecisionKind.Reminded => "reminded",
        SanctionDecisionKind.StudyAssigned => "study-assigned",
        SanctionDecisionKind.ExamPassed => "exam-passed",
        SanctionDecisionKind.ExamFailed => "exam-failed",
        SanctionDecisionKind.TrafficLimited => "traffic-limited",
        SanctionDecisionKind.CaseEnded => "case-ended",
        SanctionDecisionKind.ClearanceProposed => "clearance-proposed",
        SanctionDecisionKind.Warned => "warned",
        SanctionDecisionKind.Restricted => "restricted",
        SanctionDecisionKind.Fined => "fined",
        SanctionDecisionKind.PointsTaken => "points-taken",
        SanctionDecisionKind.MeasureProposed => "measure-proposed",
        SanctionDecisionKind.MeasureApproved => "measure-approved",
        SanctionDecisionKind.MeasureRejected => "measure-rejected",
        SanctionDecisionKind.Revoked => "revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of decision."),
    };
}
