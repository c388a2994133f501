using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Facts;

/// <summary>A number was reported that is measured elsewhere. The last report of a name and period counts.</summary>
/// <param name="OccurredAt">When it was reported.</param>
/// <param name="Key">The event.</param>
/// <param name="Name">What the rulebook calls it.</param>
/// <param name="Days">The days it is about.</param>
/// <param name="Numerator">What stands above the line, 0 or more.</param>
/// <param name="Denominator">What stands below it, 0 or more; 0 = there was no data, which takes an earlier report back.</param>
public sealed record OutsideFigure(
    Instant OccurredAt, EventKey Key, string Name, Period Days, long Numerator, long Denominator) : ShopFact(OccurredAt, Key);
