using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Consultations of a shop that are left out as a whole: those of a buyer, or those that started within a span.</summary>
/// <param name="Key">The decision.</param>
/// <param name="Why">The reason.</param>
/// <param name="By">Who decided it.</param>
public sealed record ShopExclusion(EventKey Key, ExclusionReason Why, string By)
{
    /// <summary>The buyer; null = whoever it is.</summary>
    public string? BuyerId { get; init; }

    /// <summary>When they started, the end not included; null = whenever.</summary>
    public Interval? Span { get; init; }

    /// <summary>Whether it leaves a consultation out.</summary>
    public bool Covers(string? buyerId, Instant startedAt) =>
        (BuyerId is null || BuyerId == buyerId) && (Span is not { } span || span.Contains(startedAt));
}
