using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>The platform found the reviews of an order malicious or fake (恶意评价, 虚假评价).</summary>
/// <param name="OccurredAt">When it was found.</param>
/// <param name="Key">The event.</param>
/// <param name="OrderId">The order.</param>
public sealed record ReviewMark(Instant OccurredAt, EventKey Key, string OrderId) : ShopFact(OccurredAt, Key)
{
    /// <summary>The one that was found so; null = all of the order's.</summary>
    public string? ReviewId { get; init; }

    /// <summary>Whether it is about this review of its order.</summary>
    public bool IsAbout(Review review) => ReviewId is null || ReviewId == review.ReviewId;
}
