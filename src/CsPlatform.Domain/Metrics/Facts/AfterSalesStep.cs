using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>An after-sales order went one step.</summary>
/// <param name="OccurredAt">When it did.</param>
/// <param name="Key">The event.</param>
/// <param name="AfterSalesId">The after-sales order.</param>
/// <param name="OrderId">The order of goods it is about.</param>
/// <param name="Step">The step.</param>
/// <param name="ForQuality">Whether it is about the quality of the goods; what its application says counts.</param>
public sealed record AfterSalesStep(
    Instant OccurredAt, EventKey Key, string AfterSalesId, string OrderId, AfterSalesStepKind Step, bool ForQuality)
    : ShopFact(OccurredAt, Key);
