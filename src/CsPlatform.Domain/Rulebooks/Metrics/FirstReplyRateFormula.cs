using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Share of consultations whose first answer came in time (handbook 1.4, 4.2, 5.4, 7). A consultation with a question in scope
/// counts 1 below, and 1 above when the first reply of an answering role, at or after the instant the wait runs from, comes
/// within the limit.
/// </summary>
/// <param name="Within">Inclusive; null = any answer is in time.</param>
/// <param name="From">The start of the consultation, or its earliest question in scope.</param>
/// <param name="Scope">What is counted: consultations.</param>
public sealed record FirstReplyRateFormula(Duration? Within, WaitFrom From, ReplyScope Scope) : ReplyFormula(Scope);
