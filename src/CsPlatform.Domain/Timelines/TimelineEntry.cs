using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Something that happened in a consultation. Entries are ordered by time and, at the same instant, by key.</summary>
/// <param name="OccurredAt">When it happened, by the source's clock.</param>
/// <param name="Key">The event it stands for.</param>
public abstract record TimelineEntry(Instant OccurredAt, EventKey Key)
{
    /// <summary>When it was first received; null = not known.</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>Where its event stands in the feed that brought it; null = not known. It decides nothing.</summary>
    public long? Position { get; init; }

    /// <summary>Whether it claims to have happened after it was received, by more than clocks may differ.</summary>
    public bool IsFromTheFuture => ReceivedAt is { } received && OccurredAt > received + Timeline.ClockSkew;

    /// <summary>The total order of a timeline.</summary>
    public static int Compare(TimelineEntry left, TimelineEntry right)
    {
        var byTime = left.OccurredAt.CompareTo(right.OccurredAt);
        return byTime != 0 ? byTime : left.Key.CompareTo(right.Key);
    }
}
