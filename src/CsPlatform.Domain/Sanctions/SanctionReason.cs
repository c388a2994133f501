using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Why a decision was taken: data from which both languages are written. The closed list of grounds.</summary>
public abstract record SanctionReason
{
    /// <summary>The rule that was applied, in the platform's own words.</summary>
    public abstract string RuleTextZh { get; }

    /// <summary>The same in English.</summary>
    public abstract string RuleTextEn { get; }
}

/// <summary>A figure missed a threshold, or a period its requirements.</summary>
/// <param name="Rule">The ladder.</param>
/// <param name="Judgement">What the policy said; its step is given.</param>
public sealed record ThresholdMissed(LadderInForce Rule, Judgement Judgement) : LadderReason(Rule);

/// <summary>An incident was upheld.</summary>
/// <param name="Rule">The ladder.</param>
/// <param name="Judgement">What the policy said; its step is given.</param>
/// <param name="Incident">The incident.</param>
public sealed record IncidentUpheld(LadderInForce Rule, Judgement Judgement, UpheldIncident Incident) : LadderReason(Rule);

/// <summary>The exam was passed before its deadline.</summary>
public sealed record PassedInTime(OpenCase Case, LocalDate TakenOn) : CaseReason(Case);

/// <summary>The deadline came without a pass, be it for want of an attempt or of a passed one.</summary>
public sealed record NotPassedInTime(OpenCase Case, LocalDate PushedOn, LocalDate FailsOn) : CaseReason(Case);

/// <summary>The penalty was served.</summary>
public sealed record PenaltyServed(OpenCase Case, LocalDate EndedBefore) : CaseReason(Case);

/// <summary>A later figure is on the good side again, or on that of another step, which takes the case's place.</summary>
/// <param name="Case">The case.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Next">The step that takes its place; null = none does.</param>
public sealed record Recovered(OpenCase Case, AssessedFigure Figure, SanctionStep? Next) : CaseReason(Case);

/// <summary>The merchant did what lifts the restrictions.</summary>
public sealed record PutRight(OpenCase Case, LocalDate ActedOn) : CaseReason(Case);

/// <summary>Several months each had several penalties.</summary>
/// <param name="Rule">The ladder.</param>
/// <param name="Escalation">The limits it sets.</param>
/// <param name="Months">The months found, ascending, YYYY-MM with commas.</param>
public sealed record RepeatedMonths(LadderInForce Rule, RepeatEscalation Escalation, string Months) : LadderReason(Rule);

/// <summary>An earlier decision does not stand any more.</summary>
/// <param name="Ground">Why.</param>
/// <param name="DecisionId">The decision.</param>
public sealed record DecisionRevoked(CorrectionGround Ground, string DecisionId) : LadderReason(Ground.Rule);

/// <summary>A person answered a proposal.</summary>
public sealed record PersonAnswered(OpenProposal Proposal, ProposalAnswered Answer) : SanctionReason
{
    public override string RuleTextZh => Proposal.RuleTextZh;

    public override string RuleTextEn => Proposal.RuleTextEn;
}

/// <summary>A ground that lies in a figure or an incident: the ladder in force speaks.</summary>
public abstract record LadderReason(LadderInForce Rule) : SanctionReason
{
    public override string RuleTextZh => Rule.Ladder.TextZh;

    public override string RuleTextEn => Rule.Ladder.TextEn;
}

/// <summary>A ground that lies in a running case: the ladder under which it was opened speaks.</summary>
public abstract record CaseReason(OpenCase Case) : SanctionReason
{
    public override string RuleTextZh => Case.RuleTextZh;

    public override string RuleTextEn => Case.RuleTextEn;
}
