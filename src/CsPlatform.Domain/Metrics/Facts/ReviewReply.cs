using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>The shop replied to the reviews of an order.</summary>
/// <param name="OccurredAt">When it replied.</param>
/// <param name="Key">The event.</param>
/// <param name="OrderId">The order.</param>
public sealed record ReviewReply(Instant OccurredAt, EventKey Key, string OrderId) : ShopFact(OccurredAt, Key)
{
    /// <summary>The one that was replied to; null = all of the order's.</summary>
    public string? ReviewId { get; init; }

    /// <summary>Whether it is about this review of its order.</summary>
    public bool IsAbout(Review review) => ReviewId is null || ReviewId == review.ReviewId;
}
