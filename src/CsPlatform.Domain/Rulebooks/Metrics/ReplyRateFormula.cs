using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Share of units answered in time (handbook 1.3, 2.1, 3.1, 4.2, 6.2). A unit with a question in scope counts 1 below; above
/// it counts 1 unless <see cref="Late"/> makes it late. A consultation that went offline is late where the scope says that it
/// fails.
/// </summary>
/// <param name="Within">Inclusive: an answer after exactly this time is in time.</param>
/// <param name="Late">
/// Any: any question in scope is late or unanswered. First: the earliest question in scope is. AllRounds: any round is.
/// OneRound: every round is. MeanPerRound: a round is unanswered, or the sum of the rounds' exact waits exceeds Within times
/// their number.
/// </param>
/// <param name="Scope">What is counted.</param>
public sealed record ReplyRateFormula(Duration Within, LateRule Late, ReplyScope Scope) : ReplyFormula(Scope);
