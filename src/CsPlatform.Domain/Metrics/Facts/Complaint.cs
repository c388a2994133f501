using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>A buyer complained of the shop's service.</summary>
/// <param name="OccurredAt">When it was made.</param>
/// <param name="Key">The event.</param>
/// <param name="Buyer">Who complained.</param>
/// <param name="Reason">The reason in the platform's words.</param>
public sealed record Complaint(Instant OccurredAt, EventKey Key, string Buyer, string Reason) : ShopFact(OccurredAt, Key)
{
    /// <summary>The complaint, which may be reported more than once; null = nothing but this report tells of it.</summary>
    public string? ComplaintId { get; init; }
}
