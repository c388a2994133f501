using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>An order of goods went one step.</summary>
/// <param name="OccurredAt">When it did.</param>
/// <param name="Key">The event.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Buyer">Who bought.</param>
/// <param name="Step">The step.</param>
/// <param name="Items">Items of goods in it, 1 or more.</param>
public sealed record OrderStep(Instant OccurredAt, EventKey Key, string OrderId, string Buyer, OrderStepKind Step, int Items)
    : ShopFact(OccurredAt, Key);
