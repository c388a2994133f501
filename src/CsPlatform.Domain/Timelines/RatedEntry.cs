using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The buyer rated the consultation.</summary>
/// <param name="Stars">1 (worst) to 5.</param>
public sealed record RatedEntry(Instant OccurredAt, EventKey Key, int Stars) : TimelineEntry(OccurredAt, Key);
