using System.Collections.Immutable;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>
/// What is known of one consultation, ordered by time and key: the canonical input of every reply metric. It depends on the
/// set of events only, never on the order in which they arrived. Immutable.
/// </summary>
public sealed class Timeline
{
    /// <summary>
    /// How far clocks may differ: what happened later than this after it was received cannot be true (ingestion's own limit).
    /// </summary>
    public static readonly Duration ClockSkew = Duration.FromMinutes(5);

    /// <summary>Nothing is known yet.</summary>
    public static readonly Timeline Empty = new([]);

    private Timeline(ImmutableArray<TimelineEntry> entries) => Entries = entries;

    /// <summary>The entries, earliest first.</summary>
    public ImmutableArray<TimelineEntry> Entries { get; }

    /// <summary>
    /// When the consultation started: its earliest opening, or its first message where no opening was reported; null while
    /// neither is known.
    /// </summary>
    public Instant? StartedAt => First<OpenedEntry>()?.OccurredAt ?? First<MessageEntry>()?.OccurredAt;

    /// <summary>The natural day it started on, to which it counts as a whole; null while that is not known.</summary>
    public LocalDate? StartDay => StartedAt is { } at ? ChinaTime.Day(at) : null;

    /// <summary>The stars that count: those of the last rating; null while there is none.</summary>
    public int? Stars => Entries.OfType<RatedEntry>().LastOrDefault()?.Stars;

    /// <summary>The buyer's messages, earliest first.</summary>
    public IEnumerable<MessageEntry> BuyerMessages =>
        Entries.OfType<MessageEntry>().Where(message => message.Role == SenderRole.Buyer);

    /// <summary>The buyer: the first one named; null while none is.</summary>
    public string? BuyerId
    {
        get
        {
            foreach (var entry in Entries)
            {
                var named = entry switch
                {
                    OpenedEntry opened => opened.BuyerId,
                    MessageEntry { Role: SenderRole.Buyer } message => message.BuyerId,
                    _ => null,
                };
                if (named is not null)
                {
                    return named;
                }
            }

            return null;
        }
    }

    /// <summary>What cannot be in it, in the order of the list of flags and then of the entries; empty for most.</summary>
    public IReadOnlyList<TimelineFlag> Flags => TimelineFlags.Of(this);

    /// <summary>The timeline of these entries, in whatever order they come; an entry that comes again counts once.</summary>
    public static Timeline Of(IEnumerable<TimelineEntry> entries) => Empty.With(entries);

    /// <summary>The timeline with these entries as well; this very one when all of them are known already.</summary>
    public Timeline With(IEnumerable<TimelineEntry> entries)
    {
        var known = Entries.Select(entry => entry.Key).ToHashSet();
        var added = entries.Where(entry => known.Add(entry.Key)).ToList();
        return added.Count == 0 ? this : new Timeline(Entries.AddRange(added).Sort(TimelineEntry.Compare));
    }

    private T? First<T>()
        where T : TimelineEntry
    {
        foreach (var entry in Entries)
        {
            if (entry is T found)
            {
                return found;
            }
        }

        return null;
    }
}
