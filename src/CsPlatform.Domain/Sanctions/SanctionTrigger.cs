using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What can move a standing. The closed list of triggers.</summary>
public abstract record SanctionTrigger;

/// <summary>The policy judged a figure.</summary>
/// <param name="Rule">The ladder it was judged by.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Judgement">What the policy said.</param>
public sealed record FigureJudged(LadderInForce Rule, AssessedFigure Figure, Judgement Judgement) : SanctionTrigger;

/// <summary>The exam of a case was passed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TakenOn">Day of the attempt.</param>
public sealed record ExamPassed(string CaseId, LocalDate TakenOn) : SanctionTrigger;

/// <summary>An attempt at the exam of a case was not passed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="TakenOn">Day of the attempt.</param>
public sealed record ExamFailed(string CaseId, LocalDate TakenOn) : SanctionTrigger;

/// <summary>
/// A natural day has begun; every day before it has passed. Reaching the same or an earlier day again changes nothing.
/// </summary>
/// <param name="Day">The day.</param>
public sealed record DayReached(LocalDate Day) : SanctionTrigger;
