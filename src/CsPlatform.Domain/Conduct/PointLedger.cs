using System.Collections.Immutable;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Conduct;

/// <summary>
/// What was found against one shop under one rule. What each incident adds follows from the set of entries alone, in whatever
/// order and however often they came. Nothing is ever removed: an incident is taken back by adding. Immutable.
/// </summary>
public sealed class PointLedger
{
    /// <summary>Nothing is known yet.</summary>
    public static readonly PointLedger Empty = new(ImmutableSortedDictionary<EventKey, ConductEntry>.Empty);

    private readonly ImmutableSortedDictionary<EventKey, ConductEntry> entries;

    private PointLedger(ImmutableSortedDictionary<EventKey, ConductEntry> entries) => this.entries = entries;

    /// <summary>The entries, earliest first.</summary>
    public IReadOnlyList<ConductEntry> Entries => [.. entries.Values.Order(Comparer<ConductEntry>.Create(ConductEntry.Compare))];

    /// <summary>The ledger of these entries.</summary>
    public static PointLedger Of(IEnumerable<ConductEntry> entries) => Empty.With(entries);

    /// <summary>
    /// The ledger with these entries as well. An entry that comes again changes nothing; of two that differ under one key the one
    /// that sorts first stands, so that the order of arrival does not matter.
    /// </summary>
    public PointLedger With(IEnumerable<ConductEntry> added)
    {
        var all = entries.ToBuilder();
        foreach (var entry in added)
        {
            if (!all.TryGetValue(entry.Key, out var known) || ConductEntry.Compare(entry, known) < 0)
            {
                all[entry.Key] = entry;
            }
        }

        return new PointLedger(all.ToImmutable());
    }

    /// <summary>What every incident adds.</summary>
    /// <param name="inForce">The rule in force on a natural day; null = there is none.</param>
    public PointStatement Count(Func<LocalDate, PointTerms?> inForce)
    {
        var takenBack = entries.Values.OfType<IncidentTakenBack>().Select(entry => entry.Incident).ToHashSet();
        var count = new PointCount();
        return new PointStatement(
        [
            .. from incident in Entries.OfType<ConductIncident>()
               let terms = inForce(ChinaTime.Day(incident.OccurredAt))
               select count.Next(incident, terms, takenBack.Contains(incident.Key)),
        ]);
    }
}
