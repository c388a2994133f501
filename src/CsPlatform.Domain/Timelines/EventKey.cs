namespace CsPlatform.Domain.Timelines;

/// <summary>Identity of an event within its shop. Keys compare ordinally, by source and then by id.</summary>
/// <param name="Source">The system that reports it.</param>
/// <param name="Id">That system's id of it.</param>
public readonly record struct EventKey(string Source, string Id) : IComparable<EventKey>
{
    public int CompareTo(EventKey other)
    {
        var bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(Id, other.Id);
    }

    public override string ToString() => $"{Source}/{Id}";

    public static bool operator <(EventKey left, EventKey right) => left.CompareTo(right) < 0;

    public static bool operator >(EventKey left, EventKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventKey left, EventKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventKey left, EventKey right) => left.CompareTo(right) >= 0;
}
