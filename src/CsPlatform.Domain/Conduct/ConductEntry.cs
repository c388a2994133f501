using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Conduct;

/// <summary>Something that a point ledger takes in. Entries are ordered by time and, at the same instant, by key.</summary>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Key">The event it stands for; what comes again under a key changes nothing.</param>
public abstract record ConductEntry(Instant OccurredAt, EventKey Key)
{
    /// <summary>The total order of a ledger; entries that differ in nothing compare as equal.</summary>
    public static int Compare(ConductEntry left, ConductEntry right)
    {
        var byTime = left.OccurredAt.CompareTo(right.OccurredAt);
        var byKey = byTime != 0 ? byTime : left.Key.CompareTo(right.Key);
        return byKey != 0 ? byKey : string.CompareOrdinal(left.ToString(), right.ToString());
    }
}

/// <summary>A deed of the shop that was found.</summary>
/// <param name="Item">Key of the deed in the rule.</param>
/// <param name="ChosenPoints">Points the platform chose for this case out of the rule's range; null = it chose none.</param>
public sealed record ConductIncident(Instant OccurredAt, EventKey Key, string Item, int? ChosenPoints = null)
    : ConductEntry(OccurredAt, Key);

/// <summary>An incident is taken back, such as after an upheld appeal. It may be known before the incident is.</summary>
/// <param name="Incident">The incident's key.</param>
public sealed record IncidentTakenBack(Instant OccurredAt, EventKey Key, EventKey Incident) : ConductEntry(OccurredAt, Key);
