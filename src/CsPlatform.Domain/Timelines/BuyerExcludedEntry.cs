using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Every consultation of a buyer with the shop was taken out of every reply metric.</summary>
/// <param name="BuyerId">The buyer.</param>
/// <param name="Why">The reason.</param>
/// <param name="By">Who decided it.</param>
public sealed record BuyerExcludedEntry(Instant OccurredAt, EventKey Key, string BuyerId, ExclusionReason Why, string By)
    : TimelineEntry(OccurredAt, Key);
