using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>A unit of a figure that tells against the shop.</summary>
/// <param name="Id">Its id: of the consultation, the buyer, the order ...</param>
/// <param name="Day">The natural day it counts on, YYYY-MM-DD.</param>
/// <param name="Reason">Why it counts so, by the name of the reason.</param>
/// <param name="Turns">Its turns; empty for a figure that is not over replies.</param>
/// <param name="Events">The events that decide where it has no turns.</param>
public sealed record StatedUnit(
    string Id, string Day, string Reason, IReadOnlyList<StatedTurn> Turns, IReadOnlyList<StatedEvent> Events);

/// <summary>A message of a buyer and what became of it.</summary>
/// <param name="Asked">The message.</param>
/// <param name="DueAt">Until when an answer is in time, inclusive; null = nothing is due.</param>
/// <param name="Answered">The answer; null = none came.</param>
/// <param name="Verdict">IN_TIME, LATE, UNANSWERED or OUT_OF_SCOPE.</param>
/// <param name="Reason">Why, by the name of the reason.</param>
public sealed record StatedTurn(StatedEvent Asked, Instant? DueAt, StatedEvent? Answered, string Verdict, string Reason);

/// <summary>An event and where it is stored.</summary>
/// <param name="Name">The reporting system and its id of the event.</param>
/// <param name="Partition">Partition of the feed of events.</param>
/// <param name="Position">Position there; 0 = not recorded.</param>
/// <param name="At">When it happened.</param>
public sealed record StatedEvent(string Name, int Partition, long Position, Instant At);
