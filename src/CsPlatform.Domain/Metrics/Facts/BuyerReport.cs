using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A report against a malicious buyer was upheld.</summary>
/// <param name="OccurredAt">When it was upheld.</param>
/// <param name="Key">The event.</param>
/// <param name="Buyer">The buyer.</param>
public sealed record BuyerReport(Instant OccurredAt, EventKey Key, string Buyer) : ShopFact(OccurredAt, Key);
