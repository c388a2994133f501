using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What can move a standing. The closed list of triggers.</summary>
public abstract record SanctionTrigger;

/// <summary>The policy judged something that the ladder answers.</summary>
/// <param name="Rule">The ladder it was judged by.</param>
/// <param name="Judgement">What the policy said.</param>
public abstract record StepJudged(LadderInForce Rule, Judgement Judgement) : SanctionTrigger
{
    /// <summary>Day on which what follows takes effect.</summary>
    public abstract LocalDate EffectiveOn { get; }
}

/// <summary>The policy judged a figure.</summary>
/// <param name="Rule">The ladder it was judged by.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Judgement">What the policy said.</param>
public sealed record FigureJudged(LadderInForce Rule, AssessedFigure Figure, Judgement Judgement) : StepJudged(Rule, Judgement)
{
    public override LocalDate EffectiveOn => Figure.EffectiveOn;
}

/// <summary>The policy judged an upheld incident.</summary>
/// <param name="Rule">The ladder it was judged by.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Judgement">What the policy said.</param>
public sealed record IncidentJudged(LadderInForce Rule, UpheldIncident Incident, Judgement Judgement) : StepJudged(Rule, Judgement)
{
    public override LocalDate EffectiveOn => Incident.UpheldOn;
}

/// <summary>The exam of a case was passed, or its task otherwise fulfilled.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TakenOn">Day of the attempt.</param>
public sealed record ExamPassed(string CaseId, LocalDate TakenOn) : SanctionTrigger;

/// <summary>An attempt at the exam of a case was not passed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TakenOn">Day of the attempt.</param>
public sealed record ExamFailed(string CaseId, LocalDate TakenOn) : SanctionTrigger;

/// <summary>The merchant did what lifts the restrictions of a case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="ActedOn">The day.</param>
public sealed record MerchantActed(string CaseId, LocalDate ActedOn) : SanctionTrigger;

/// <summary>A person answered a proposal.</summary>
/// <param name="ProposalId">The decision that proposed the measure.</param>
/// <param name="IsApproved">Whether the measure is taken.</param>
/// <param name="AnsweredOn">The day; an approved measure takes effect on it.</param>
public sealed record ProposalAnswered(string ProposalId, bool IsApproved, LocalDate AnsweredOn) : SanctionTrigger;

/// <summary>
/// A natural day has begun; every day before it has passed. Reaching the same or an earlier day again changes nothing.
/// </summary>
/// <param name="Day">The day.</param>
public sealed record DayReached(LocalDate Day) : SanctionTrigger;
