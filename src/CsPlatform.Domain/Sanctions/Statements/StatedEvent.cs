using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>An event and where it is stored.</summary>
/// <param name="Name">The reporting system and its id of the event.</param>
/// <param name="Partition">Partition of the feed of events.</param>
/// <param name="Position">Position there; 0 = not recorded.</param>
/// <param name="At">When it happened.</param>
public sealed record StatedEvent(string Name, int Partition, long Position, Instant At);
