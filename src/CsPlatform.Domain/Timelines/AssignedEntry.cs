using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The consultation was given to an agent's sub-account.</summary>
/// <param name="AgentId">The sub-account.</param>
public sealed record AssignedEntry(Instant OccurredAt, EventKey Key, string AgentId) : TimelineEntry(OccurredAt, Key);
