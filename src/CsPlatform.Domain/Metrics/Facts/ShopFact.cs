using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>Something that happened in a shop and is no message. Immutable; its key names it.</summary>
/// <param name="OccurredAt">When it happened, by the source's clock.</param>
/// <param name="Key">The event it stands for.</param>
public abstract record ShopFact(Instant OccurredAt, EventKey Key)
{
    /// <summary>The total order of a shop's facts: by time, at the same instant by key.</summary>
    public static int Compare(ShopFact left, ShopFact right)
    {
        var byTime = left.OccurredAt.CompareTo(right.OccurredAt);
        return byTime != 0 ? byTime : left.Key.CompareTo(right.Key);
    }
}
