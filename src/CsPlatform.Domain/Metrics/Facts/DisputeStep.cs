using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A dispute was opened, or the platform decided who answers for it.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Key">The event.</param>
/// <param name="DisputeId">The dispute; it counts by the time of its first step.</param>
/// <param name="Liability">Who answers for it from then on.</param>
public sealed record DisputeStep(Instant OccurredAt, EventKey Key, string DisputeId, DisputeLiability Liability)
    : ShopFact(OccurredAt, Key);
