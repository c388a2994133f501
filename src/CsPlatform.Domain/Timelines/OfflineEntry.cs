using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The buyer was sent to offline messages (离线留言) because no agent was free or online.</summary>
public sealed record OfflineEntry(Instant OccurredAt, EventKey Key) : TimelineEntry(OccurredAt, Key);
