using CsPlatform.Cli.Output;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Views;

/// <summary>Cases and reasons as JSON: the contract's messages with the names of their fields.</summary>
internal static class CaseView
{
    public static object Of(Case found) => new
    {
        found.Shop.Platform,
        Shop = found.Shop.ShopId,
        found.CaseId,
        Metric = found.MetricId,
        Progress = Wording.Word(found.Progress),
        found.OpenedOn,
        EndedOn = Wording.OrNull(found.EndedOn),
        found.Decisions,
    };

    public static object Of(GetCaseResponse answer) => new
    {
        Case = Of(answer.Case),
        Standing = answer.Standing is { } standing ? StandingView.Of(standing) : null,
        Decisions = answer.Decisions.Select(DecisionView.Of),
        Deadlines = answer.Deadlines.Select(deadline => new
        {
            deadline.DecisionId, Kind = Wording.Word(deadline.Kind), deadline.EndsBefore,
        }),
        Corrections = answer.Corrections.Select(correction => new
        {
            correction.DecisionId,
            correction.Revision,
            correction.Numerator,
            correction.Denominator,
            correction.JudgedAlike,
            correction.Reason,
            FoundAt = Wording.At(correction.FoundAt),
        }),
    };

    public static object Of(ExplainDecisionResponse answer) => new
    {
        Decision = DecisionView.Of(answer.Decision),
        Revoked = answer.Revoked is { } revoked ? DecisionView.Of(revoked) : null,
        answer.StatementZh,
        answer.StatementEn,
        answer.Wording,
        answer.StatementHash,
        EvidenceHash = Wording.OrNull(answer.EvidenceHash),
        FirstToldAt = Wording.At(answer.FirstToldAt),
        AvoidedBy = answer.AvoidedBy.Select(way => new
        {
            way.StepZh, way.StepEn, Units = way.HasUnits ? way.Units : (long?)null, way.Fewer,
        }),
        EvidenceStatus = Wording.Word(answer.EvidenceStatus),
        answer.EvidenceUnits,
        Evidence = answer.Evidence.Select(ExplanationView.Unit),
    };
}
