using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The consultation was put into the queue for people: nobody holds it.</summary>
public sealed record QueuedEntry(Instant OccurredAt, EventKey Key) : TimelineEntry(OccurredAt, Key);
