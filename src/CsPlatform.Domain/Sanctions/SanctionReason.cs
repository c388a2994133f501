using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>Why a decision was taken: data from which both languages are written. The closed list of grounds.</summary>
public abstract record SanctionReason;

/// <summary>A figure missed a threshold.</summary>
/// <param name="Rule">The ladder.</param>
/// <param name="Judgement">What the policy said; its step is given.</param>
public sealed record ThresholdMissed(LadderInForce Rule, Judgement Judgement) : SanctionReason;

/// <summary>The exam was passed before its deadline.</summary>
public sealed record PassedInTime(OpenCase Case, LocalDate TakenOn) : SanctionReason;

/// <summary>The deadline came without a pass, be it for want of an attempt or of a passed one.</summary>
public sealed record NotPassedInTime(OpenCase Case, LocalDate PushedOn, LocalDate FailsOn) : SanctionReason;

/// <summary>The penalty was served.</summary>
public sealed record PenaltyServed(OpenCase Case, LocalDate EndedBefore) : SanctionReason;

/// <summary>Several months each had several penalties.</summary>
/// <param name="Rule">The ladder.</param>
/// <param name="Escalation">The limits it sets.</param>
/// <param name="Months">The months found, ascending, YYYY-MM with commas.</param>
public sealed record RepeatedMonths(LadderInForce Rule, RepeatEscalation Escalation, string Months) : SanctionReason;
