using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>
/// The consultation went from one sub-account of the shop to another. (A transfer to official service is none of this.)
/// </summary>
/// <param name="FromAgentId">The sub-account that gave it away; null = not known.</param>
/// <param name="ToAgentId">The sub-account that holds it from then on.</param>
public sealed record HandedOverEntry(Instant OccurredAt, EventKey Key, string? FromAgentId, string ToAgentId)
    : TimelineEntry(OccurredAt, Key);
