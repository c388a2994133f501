using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A recording, an order or a ticket was sampled and checked.</summary>
/// <param name="OccurredAt">When it was sampled.</param>
/// <param name="Key">The event.</param>
/// <param name="Passed">Whether it met the standard.</param>
public sealed record SampleCheck(Instant OccurredAt, EventKey Key, bool Passed) : ShopFact(OccurredAt, Key)
{
    /// <summary>The sample, which may be checked again; null = nothing but this check tells of it.</summary>
    public string? SampleId { get; init; }
}
