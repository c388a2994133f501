using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>The shop's appeal in a dispute was upheld.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Key">The event.</param>
/// <param name="DisputeId">The dispute.</param>
public sealed record DisputeAppeal(Instant OccurredAt, EventKey Key, string DisputeId) : ShopFact(OccurredAt, Key);
