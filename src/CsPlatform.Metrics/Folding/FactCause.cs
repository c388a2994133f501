using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Metrics.Folding;

/// <summary>An event that changed a fact. Ordered by time, at the same instant by key.</summary>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Key">The event.</param>
internal readonly record struct FactCause(Instant OccurredAt, EventKey Key) : IComparable<FactCause>
{
    public int CompareTo(FactCause other)
    {
        var byTime = OccurredAt.CompareTo(other.OccurredAt);
        return byTime != 0 ? byTime : Key.CompareTo(other.Key);
    }
}
