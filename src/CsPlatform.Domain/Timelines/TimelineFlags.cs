using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Finds what cannot be in a timeline. The result depends on the set of entries only.</summary>
internal static class TimelineFlags
{
    private static readonly FlagKind[] Kinds = Enum.GetValues<FlagKind>();

    public static IReadOnlyList<TimelineFlag> Of(Timeline timeline)
    {
        var seen = new Seen(timeline);
        var found = new List<TimelineFlag>();
        foreach (var kind in Kinds)
        {
            foreach (var entry in timeline.Entries)
            {
                if (Holds(kind, entry, seen))
                {
                    found.Add(new TimelineFlag(kind, entry.Key));
                }
            }
        }

        return found;
    }

    private static bool Holds(FlagKind kind, TimelineEntry entry, Seen seen) => (kind, entry) switch
    {
        (FlagKind.FromTheFuture, _) => entry.IsFromTheFuture,
        (FlagKind.OpenedAgain, OpenedEntry) => entry.Key != seen.Opening!.Key,
        (FlagKind.MessageBeforeOpening, MessageEntry) => entry.OccurredAt < seen.Opening?.OccurredAt,
        (FlagKind.ClosedBeforeOpening, ClosedEntry) => seen.Start is not { } start || entry.OccurredAt < start,
        (FlagKind.RatedBeforeOpening, RatedEntry) => seen.Start is not { } start || entry.OccurredAt < start,
        (FlagKind.MessageAfterClose, MessageEntry) => entry.OccurredAt > seen.LastClose,
        (FlagKind.HandOverOfUnknown, QueuedEntry or AssignedEntry or HandedOverEntry) =>
            seen.Start is not { } start || entry.OccurredAt < start,
        (FlagKind.HandOverByOther, HandedOverEntry { FromAgentId: { } from }) =>
            seen.HolderBefore(entry) is { } holder && holder != from,
        (FlagKind.RecallOfUnknown, RecalledEntry recalled) => !seen.Messages.ContainsKey(recalled.Message),
        (FlagKind.RecalledBeforeSent, RecalledEntry recalled) =>
            seen.Messages.TryGetValue(recalled.Message, out var message) && entry.OccurredAt < message.OccurredAt,
        (FlagKind.ExclusionOfUnknown, ExcludedEntry { Message: { } excluded }) => !seen.Messages.ContainsKey(excluded),
        (FlagKind.OtherBuyer, MessageEntry { Role: SenderRole.Buyer, BuyerId: { } buyer }) => buyer != seen.Buyer,
        (FlagKind.OtherBuyer, OpenedEntry { BuyerId: { } buyer }) => buyer != seen.Buyer,
        _ => false,
    };

    private sealed class Seen(Timeline timeline)
    {
        private Dictionary<EventKey, MessageEntry>? messages;

        public Instant? Start { get; } = timeline.StartedAt;

        public OpenedEntry? Opening { get; } = timeline.Entries.OfType<OpenedEntry>().FirstOrDefault();

        // An end before the start has a flag of its own and ends nothing.
        public Instant? LastClose { get; } = timeline.Entries.OfType<ClosedEntry>()
            .LastOrDefault(closed => closed.OccurredAt >= timeline.StartedAt)?.OccurredAt;

        public string? Buyer { get; } = timeline.BuyerId;

        // Asked for by recalls and exclusions only.
        public Dictionary<EventKey, MessageEntry> Messages =>
            messages ??= timeline.Entries.OfType<MessageEntry>().ToDictionary(message => message.Key);

        public string? HolderBefore(TimelineEntry handOver) => timeline.Entries
            .TakeWhile(entry => entry != handOver)
            .Select(entry => entry switch
            {
                QueuedEntry => Contact.Unassigned,
                AssignedEntry assigned => assigned.AgentId,
                HandedOverEntry earlier => earlier.ToAgentId,
                _ => null,
            })
            .LastOrDefault(holder => holder is not null);
    }
}
