using System.Collections.Immutable;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>
/// A consultation as reply metrics see it: its buyer's messages, what the shop's side wrote, and what became of it. Immutable.
/// </summary>
public sealed class Contact
{
    /// <summary>The pseudo sub-account of whoever waits in a queue or was given to nobody.</summary>
    public const string Unassigned = "UNASSIGNED";

    private static readonly Dictionary<EventKey, Removal> NoneRemoved = [];

    private readonly Dictionary<EventKey, Removal> removed;

    private Contact(string id, Timeline timeline, Instant startedAt, Instant endedAt, bool isExcluded)
    {
        Id = id;
        Timeline = timeline;
        StartedAt = startedAt;
        EndedAt = endedAt;
        BuyerId = timeline.BuyerId ?? id;
        IsExcluded = isExcluded || timeline.Entries.Any(entry => entry is ExcludedEntry { Message: null });
        removed = Removed(timeline, IsExcluded);
        (Questions, Replies) = Sides(timeline, removed);
    }

    /// <summary>The consultation's id.</summary>
    public string Id { get; }

    /// <summary>All that is known of it.</summary>
    public Timeline Timeline { get; }

    /// <summary>When it started.</summary>
    public Instant StartedAt { get; }

    /// <summary>The natural day it started on.</summary>
    public LocalDate StartDay => ChinaTime.Day(StartedAt);

    /// <summary>
    /// When it ended as far as is known: its last closing, else its last message, else its start; of several made one, the latest end.
    /// </summary>
    public Instant EndedAt { get; }

    /// <summary>The buyer; the consultation's own id where none is named.</summary>
    public string BuyerId { get; }

    /// <summary>Whose it is: one that names no buyer belongs to nobody else, not even to a buyer of the same name.</summary>
    public (string? BuyerId, string? Alone) Buyer => Timeline.BuyerId is { } named ? (named, null) : (null, Id);

    /// <summary>The buyer's messages, earliest first, removed ones too.</summary>
    public ImmutableArray<MessageEntry> Questions { get; }

    /// <summary>What persons, robots and automatic answers wrote, earliest first, without removed messages.</summary>
    public ImmutableArray<MessageEntry> Replies { get; }

    /// <summary>Whether it was excluded as a whole.</summary>
    public bool IsExcluded { get; }

    /// <summary>Whether it went to offline messages.</summary>
    public bool WentOffline => Timeline.Entries.Any(entry => entry is OfflineEntry);

    /// <summary>Whether it was given to an agent.</summary>
    public bool WasAssigned => Timeline.Entries.Any(entry => entry is AssignedEntry or HandedOverEntry);

    /// <summary>
    /// Since when people are in charge: the first queueing, assignment, hand-over or offline entry; without any, its start
    /// where no robot wrote, else never (null).
    /// </summary>
    public Instant? WithPeopleSince =>
        Timeline.Entries.FirstOrDefault(e => e is QueuedEntry or AssignedEntry or HandedOverEntry or OfflineEntry)?.OccurredAt
        ?? (Timeline.Entries.Any(e => e is MessageEntry { Role: SenderRole.Bot }) ? null : Instant.MinValue);

    /// <summary>The consultation; null while its start is not known.</summary>
    public static Contact? Of(string id, Timeline timeline) => Of(id, timeline, []);

    /// <summary>The consultation, left out as a whole where any of the shop's exclusions covers it; null while its start is not known.</summary>
    public static Contact? Of(string id, Timeline timeline, IReadOnlyList<ShopExclusion> exclusions) =>
        timeline.StartedAt is { } startedAt
            ? new Contact(
                id,
                timeline,
                startedAt,
                EndOf(timeline) ?? startedAt,
                exclusions.Any(exclusion => exclusion.Covers(timeline.BuyerId, startedAt)))
            : null;

    /// <summary>Why a message neither asks nor answers; null when it does.</summary>
    public Removal? WhyRemoved(EventKey message) => removed.TryGetValue(message, out var why) ? why : null;

    /// <summary>The consultations, by start, with those that rejoin an earlier one of their buyer made one with it.</summary>
    public static IReadOnlyList<Contact> Rejoined(IEnumerable<Contact> contacts, Duration within)
    {
        var found = new List<Contact>();
        foreach (var buyer in contacts.GroupBy(contact => contact.Buyer))
        {
            Contact? open = null;
            foreach (var contact in buyer.OrderBy(c => c.StartedAt).ThenBy(c => c.Id, StringComparer.Ordinal))
            {
                if (open is not null && contact.StartedAt <= open.EndedAt + within)
                {
                    open = open.And(contact);
                    continue;
                }

                if (open is not null)
                {
                    found.Add(open);
                }

                open = contact;
            }

            found.Add(open!);
        }

        return found;
    }

    private Contact And(Contact later) =>
        new(Id, Timeline.With(later.Timeline.Entries), StartedAt, Instant.Max(EndedAt, later.EndedAt), IsExcluded || later.IsExcluded);

    private static Instant? EndOf(Timeline timeline)
    {
        Instant? lastMessage = null;
        for (var i = timeline.Entries.Length - 1; i >= 0; i--)
        {
            switch (timeline.Entries[i])
            {
                case ClosedEntry closed:
                    return closed.OccurredAt;
                case MessageEntry message:
                    lastMessage ??= message.OccurredAt;
                    break;
            }
        }

        return lastMessage;
    }

    private static (ImmutableArray<MessageEntry> Questions, ImmutableArray<MessageEntry> Replies) Sides(
        Timeline timeline, Dictionary<EventKey, Removal> removed)
    {
        var questions = ImmutableArray.CreateBuilder<MessageEntry>();
        var replies = ImmutableArray.CreateBuilder<MessageEntry>();
        foreach (var entry in timeline.Entries)
        {
            if (entry is not MessageEntry message)
            {
                continue;
            }

            if (message.Role == SenderRole.Buyer)
            {
                questions.Add(message);
            }
            else if (IsReply(message) && !removed.ContainsKey(message.Key))
            {
                replies.Add(message);
            }
        }

        return (questions.DrainToImmutable(), replies.DrainToImmutable());
    }

    private static bool IsReply(MessageEntry message) =>
        message.Role is SenderRole.HumanAgent or SenderRole.AssistedBot or SenderRole.Bot or SenderRole.Automatic;

    // Nearly every consultation is as it was written, and many are read for each one that is not.
    private static bool IsWhole(Timeline timeline)
    {
        foreach (var entry in timeline.Entries)
        {
            if (entry is RecalledEntry or ExcludedEntry || (entry is MessageEntry && entry.IsFromTheFuture))
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<EventKey, Removal> Removed(Timeline timeline, bool whole)
    {
        if (!whole && IsWhole(timeline))
        {
            return NoneRemoved;
        }

        var recalled = timeline.Entries.OfType<RecalledEntry>().Select(entry => entry.Message).ToHashSet();
        var exclusions = timeline.Entries.OfType<ExcludedEntry>().ToList();
        var excluded = exclusions.Where(exclusion => exclusion.Message is not null).Select(e => e.Message!.Value).ToHashSet();
        var removed = new Dictionary<EventKey, Removal>();
        foreach (var message in timeline.Entries.OfType<MessageEntry>())
        {
            if (recalled.Contains(message.Key))
            {
                removed.Add(message.Key, Removal.Recalled);
            }
            else if (whole || excluded.Contains(message.Key))
            {
                removed.Add(message.Key, Removal.Excluded);
            }
            else if (message.IsFromTheFuture)
            {
                removed.Add(message.Key, Removal.FromTheFuture);
            }
        }

        return removed;
    }
}
