using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The buyer's contact began.</summary>
public sealed record OpenedEntry(Instant OccurredAt, EventKey Key) : TimelineEntry(OccurredAt, Key)
{
    /// <summary>The buyer; null = not known.</summary>
    public string? BuyerId { get; init; }
}
