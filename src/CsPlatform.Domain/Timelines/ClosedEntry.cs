using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The consultation ended.</summary>
public sealed record ClosedEntry(Instant OccurredAt, EventKey Key) : TimelineEntry(OccurredAt, Key);
