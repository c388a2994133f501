using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A buyer reviewed one item of an order.</summary>
/// <param name="OccurredAt">When it was reviewed.</param>
/// <param name="Key">The event.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Buyer">Who reviewed.</param>
/// <param name="DealAt">When the deal was closed.</param>
/// <param name="Item">What is rated.</param>
/// <param name="Stars">1 (worst) to 5.</param>
/// <param name="IsVirtualGoods">Whether the goods are virtual.</param>
public sealed record Review(
    Instant OccurredAt,
    EventKey Key,
    string OrderId,
    string Buyer,
    Instant DealAt,
    ReviewItem Item,
    int Stars,
    bool IsVirtualGoods)
    : ShopFact(OccurredAt, Key)
{
    /// <summary>The review, which rates one or more items; null = not known.</summary>
    public string? ReviewId { get; init; }

    /// <inheritdoc/>
    public override int Part => (int)Item;
}
