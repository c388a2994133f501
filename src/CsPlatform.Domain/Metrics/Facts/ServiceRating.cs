using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A buyer rated a service.</summary>
/// <param name="OccurredAt">When it was rated.</param>
/// <param name="Key">The event.</param>
/// <param name="Subject">What was rated: the id of a consultation or an order.</param>
/// <param name="Buyer">Who rated.</param>
/// <param name="Grade">1 (worst) up to the scale's best.</param>
/// <param name="CardSentAt">When the card that asked for it was sent; null = none was.</param>
public sealed record ServiceRating(
    Instant OccurredAt, EventKey Key, string Subject, string Buyer, int Grade, Instant? CardSentAt) : ShopFact(OccurredAt, Key)
{
    /// <summary>The best grade of the scale it was given on; null = that of whoever asks.</summary>
    public int? Scale { get; init; }

    /// <summary>What kind of service was rated; null = whatever is asked for.</summary>
    public RatedService? Service { get; init; }
}
