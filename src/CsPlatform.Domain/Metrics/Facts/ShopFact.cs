using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Facts;


/// <summary>Something that happened in a shop and is no message. Immutable; its key names it.</summary>
/// <param name="OccurredAt">When it happened, by the source's clock.</param>
/// <param name="Key">The event it stands for.</param>
public abstract record ShopFact(Instant OccurredAt, EventKey Key)
{
    /// <summary>Which of its event's facts it is, where one event is several; a fact is named by its key and this.</summary>
    public virtual int Part => 0;

    /// <summary>The total order of a shop's facts: by time, at the same instant by key and part.</summary>
    public static int Compare(ShopFact left, ShopFact right)
    {
        var byTime = left.OccurredAt.CompareTo(right.OccurredAt);
        var byKey = byTime != 0 ? byTime : left.Key.CompareTo(right.Key);
        return byKey != 0 ? byKey : left.Part.CompareTo(right.Part);
    }
}
