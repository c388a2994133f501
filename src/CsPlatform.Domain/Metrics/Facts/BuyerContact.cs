using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A buyer consulted the shop.</summary>
/// <param name="OccurredAt">When the contact began.</param>
/// <param name="Key">The event.</param>
/// <param name="Buyer">Who consulted.</param>
public sealed record BuyerContact(Instant OccurredAt, EventKey Key, string Buyer) : ShopFact(OccurredAt, Key);
