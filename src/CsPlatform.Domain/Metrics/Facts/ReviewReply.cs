using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>The shop replied to the reviews of an order.</summary>
/// <param name="OccurredAt">When it replied.</param>
/// <param name="Key">The event.</param>
/// <param name="OrderId">The order.</param>
public sealed record ReviewReply(Instant OccurredAt, EventKey Key, string OrderId) : ShopFact(OccurredAt, Key);
