namespace CsPlatform.Domain.Rating;

/// <summary>The identity of a fact within a shop. Ordered by source, then event id: decides where instants tie.</summary>
/// <param name="Source">The reporting system.</param>
/// <param name="EventId">Its own id of the fact.</param>
public readonly record struct FactId(string Source, string EventId) : IComparable<FactId>
{
    /// <summary>No fact: both parts empty.</summary>
    public static FactId None { get; } = new("", "");

    public static bool operator <(FactId left, FactId right) => left.CompareTo(right) < 0;

    public static bool operator >(FactId left, FactId right) => left.CompareTo(right) > 0;

    public static bool operator <=(FactId left, FactId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FactId left, FactId right) => left.CompareTo(right) >= 0;

    public int CompareTo(FactId other)
    {
        var bySource = string.CompareOrdinal(Source, other.Source);
        return bySource != 0 ? bySource : string.CompareOrdinal(EventId, other.EventId);
    }

    public override string ToString() => $"{Source}:{EventId}";
}
