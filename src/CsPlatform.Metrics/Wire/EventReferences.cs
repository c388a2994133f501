using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.V1;
using CsPlatform.Persistence;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;

namespace CsPlatform.Metrics.Wire;

/// <summary>References to the events of a shop that are in a figure's basis.</summary>
internal sealed class EventReferences
{
    private readonly Dictionary<EventKey, TimelineEntry> entries = [];
    private readonly Dictionary<EventKey, ShopFact> facts = [];
    private readonly int partition;

    internal EventReferences(FigureBasis basis, ShopKey shop)
    {
        partition = Partitions.Of(shop.Platform, shop.ShopId);
        foreach (var entry in basis.Consultations.Values.Append(basis.OfShop).SelectMany(timeline => timeline.Entries))
        {
            entries[entry.Key] = entry;
        }

        foreach (var fact in basis.Facts.Everything)
        {
            facts[fact.Key] = fact;
        }
    }

    /// <summary>Where an event stands, what it is and when it was.</summary>
    internal EventReference To(EventKey key)
    {
        if (facts.TryGetValue(key, out var fact))
        {
            return OfFact(fact);
        }

        var entry = entries[key];
        return new EventReference
        {
            Source = key.Source,
            EventId = key.Id,
            Partition = partition,
            Position = entry.Position ?? 0,
            Kind = KindOf(entry),
            OccurredAt = At(entry.OccurredAt),
            ReceivedAt = entry.ReceivedAt is { } received ? At(received) : null,
        };
    }

    // Several kinds of event make the same fact: it is called by its own name. Facts keep no place in the feed.
    private EventReference OfFact(ShopFact fact) => new()
    {
        Source = fact.Key.Source,
        EventId = fact.Key.Id,
        Partition = partition,
        Kind = string.Concat(fact.GetType().Name.Select((letter, i) =>
            (i > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter))),
        OccurredAt = At(fact.OccurredAt),
    };

    /// <summary>An instant as the contract has it, to the nanosecond.</summary>
    internal static Timestamp At(Instant at)
    {
        var nanoseconds = (at - NodaConstants.UnixEpoch).ToInt64Nanoseconds();
        var (seconds, rest) = Math.DivRem(nanoseconds, NodaConstants.NanosecondsPerSecond);
        return rest < 0
            ? new Timestamp { Seconds = seconds - 1, Nanos = (int)(rest + NodaConstants.NanosecondsPerSecond) }
            : new Timestamp { Seconds = seconds, Nanos = (int)rest };
    }

    private static string KindOf(TimelineEntry entry) => entry switch
    {
        MessageEntry => "message_sent",
        OpenedEntry => "consultation_opened",
        ClosedEntry => "consultation_closed",
        RatedEntry => "consultation_rated",
        QueuedEntry => "consultation_queued",
        AssignedEntry => "consultation_assigned",
        HandedOverEntry => "consultation_handed_over",
        OfflineEntry => "consultation_went_offline",
        RecalledEntry => "message_recalled",
        ExcludedEntry or BuyerExcludedEntry or SpanExcludedEntry => "exclusion_decided",
        ReportDecidedEntry => "buyer_report_decided",
        HoursStatedEntry => "working_hours_stated",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "This entry comes from no known kind of event."),
    };
}
