using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>A message of a buyer and what became of it.</summary>
/// <param name="Asked">The message.</param>
/// <param name="DueAt">Until when an answer is in time, inclusive; null = nothing is due.</param>
/// <param name="Answered">The answer; null = none came.</param>
/// <param name="Verdict">IN_TIME, LATE, UNANSWERED or OUT_OF_SCOPE.</param>
/// <param name="Reason">Why, by the name of the reason.</param>
public sealed record StatedTurn(StatedEvent Asked, Instant? DueAt, StatedEvent? Answered, string Verdict, string Reason);
