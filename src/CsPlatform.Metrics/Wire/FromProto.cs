using System.Text;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using NodaTime.Text;
using Duration = NodaTime.Duration;
using SenderRole = CsPlatform.Domain.Rulebooks.SenderRole;

namespace CsPlatform.Metrics.Wire;

/// <summary>From the contract's messages to the domain.</summary>
internal static class FromProto
{
    private const int UsualScale = 5;

    // Every kind that a timeline holds: what is not here is not even asked for. An edit changes no time and no role: it is none.
    private static readonly Dictionary<Event.FactOneofCase, ReadEntry> Entries = new()
    {
        [Event.FactOneofCase.MessageSent] = static (fact, at, key) =>
            (fact.MessageSent.ConsultationId, Message(fact.MessageSent, at, key)),
        [Event.FactOneofCase.ConsultationOpened] = static (fact, at, key) =>
            (fact.ConsultationOpened.ConsultationId, new OpenedEntry(at, key) { BuyerId = Known(fact.ConsultationOpened.BuyerId) }),
        [Event.FactOneofCase.ConsultationClosed] = static (fact, at, key) =>
            (fact.ConsultationClosed.ConsultationId, new ClosedEntry(at, key)),
        // Stars of a timeline are those of the usual scale; a grade of another one is no such star.
        [Event.FactOneofCase.ConsultationRated] = static (fact, at, key) => fact.ConsultationRated.Scale is 0 or UsualScale
            ? (fact.ConsultationRated.ConsultationId, new RatedEntry(at, key, fact.ConsultationRated.Stars))
            : null,
        [Event.FactOneofCase.MessageRecalled] = static (fact, at, key) =>
            (fact.MessageRecalled.ConsultationId, new RecalledEntry(at, key, Meant(fact.MessageRecalled.Message, key))),
        [Event.FactOneofCase.ConsultationQueued] = static (fact, at, key) =>
            (fact.ConsultationQueued.ConsultationId, new QueuedEntry(at, key)),
        [Event.FactOneofCase.ConsultationAssigned] = static (fact, at, key) =>
            (fact.ConsultationAssigned.ConsultationId, new AssignedEntry(at, key, fact.ConsultationAssigned.AgentId)),
        [Event.FactOneofCase.ConsultationHandedOver] = static (fact, at, key) => (
            fact.ConsultationHandedOver.ConsultationId,
            new HandedOverEntry(
                at, key, Known(fact.ConsultationHandedOver.FromAgentId), fact.ConsultationHandedOver.ToAgentId)),
        [Event.FactOneofCase.ConsultationWentOffline] = static (fact, at, key) =>
            (fact.ConsultationWentOffline.ConsultationId, new OfflineEntry(at, key)),
        [Event.FactOneofCase.ExclusionDecided] = static (fact, at, key) => Excluded(fact.ExclusionDecided, at, key),
    };

    // What concerns a shop as a whole.
    private static readonly Dictionary<Event.FactOneofCase, ReadShopEntry> ShopEntries = new()
    {
        [Event.FactOneofCase.ExclusionDecided] = static (fact, at, key) => ShopExcluded(fact.ExclusionDecided, at, key),
        [Event.FactOneofCase.BuyerReportDecided] = static (fact, at, key) => new ReportDecidedEntry(
            at, key, fact.BuyerReportDecided.ReportId, fact.BuyerReportDecided.BuyerId, fact.BuyerReportDecided.IsUpheld),
        [Event.FactOneofCase.WorkingHoursStated] = static (fact, at, key) => new HoursStatedEntry(
            at, key, ShopItems.Hours(fact.WorkingHoursStated.FromMinute, fact.WorkingHoursStated.UntilMinute)),
    };

    private delegate (string Consultation, TimelineEntry Entry)? ReadEntry(Event fact, Instant at, EventKey key);

    private delegate TimelineEntry? ReadShopEntry(Event fact, Instant at, EventKey key);

    /// <summary>The kinds of event that timelines, of consultations and of shops, are made of, by the contract's names.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. Entries.Keys.Union(ShopEntries.Keys).Select(kind => Event.Descriptor.FindFieldByNumber((int)kind).Name)];

    /// <summary>The timeline entry that an event is, and whose; null for an event that no consultation's timeline holds.</summary>
    internal static (TimelineKey Key, TimelineEntry Entry)? Entry(FedEvent fed)
    {
        var fact = fed.Event;
        return Entries.TryGetValue(fact.FactCase, out var read) && read(fact, Instant(fact.OccurredAt), Key(fact)) is { } known
            ? (new TimelineKey(fed.Shop, known.Consultation), Fed(known.Entry, fed))
            : null;
    }

    /// <summary>What an event says of its shop as a whole; null where it says nothing of it.</summary>
    internal static TimelineEntry? ShopEntry(FedEvent fed)
    {
        var fact = fed.Event;
        return ShopEntries.TryGetValue(fact.FactCase, out var read) && read(fact, Instant(fact.OccurredAt), Key(fact)) is { } known
            ? Fed(known, fed)
            : null;
    }

    /// <summary>An instant of the contract, to the nanosecond.</summary>
    internal static Instant Instant(Timestamp at) =>
        NodaConstants.UnixEpoch + Duration.FromSeconds(at.Seconds) + Duration.FromNanoseconds((long)at.Nanos);

    /// <summary>A day of the contract, YYYY-MM-DD.</summary>
    internal static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static TimelineEntry Fed(TimelineEntry entry, FedEvent fed) =>
        entry with { ReceivedAt = fed.ReceivedAt, Position = fed.Position };

    private static EventKey Key(Event fact) => new(fact.Source, fact.EventId);

    private static MessageEntry Message(MessageSent sent, Instant at, EventKey key) => new(at, key, Role(sent.Role))
    {
        AgentId = Known(sent.AgentId),
        BuyerId = Known(sent.BuyerId),
        // A text that is not told says nothing about itself.
        IsBlank = sent.Text.Length > 0 && !sent.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit),
    };

    private static (string Consultation, TimelineEntry Entry)? Excluded(ExclusionDecided decided, Instant at, EventKey key)
    {
        var (why, by) = ((Domain.Timelines.ExclusionReason)(int)decided.Reason, decided.DecidedBy);
        return decided.TargetCase switch
        {
            ExclusionDecided.TargetOneofCase.ConsultationId =>
                (decided.ConsultationId, new ExcludedEntry(at, key, null, why, by)),
            ExclusionDecided.TargetOneofCase.Message =>
                (decided.MessageConsultationId, new ExcludedEntry(at, key, Meant(decided.Message, key), why, by)),
            _ => null,
        };
    }

    private static TimelineEntry? ShopExcluded(ExclusionDecided decided, Instant at, EventKey key)
    {
        var (why, by) = ((Domain.Timelines.ExclusionReason)(int)decided.Reason, decided.DecidedBy);
        return decided.TargetCase switch
        {
            ExclusionDecided.TargetOneofCase.BuyerId => new BuyerExcludedEntry(at, key, decided.BuyerId, why, by),
            ExclusionDecided.TargetOneofCase.Span => new SpanExcludedEntry(
                at, key, new Interval(Instant(decided.Span.From), Instant(decided.Span.Until)), why, by),
            _ => null,
        };
    }

    // A reference without a source means one of the source that refers.
    private static EventKey Meant(EventReference message, EventKey by) =>
        new(message.Source.Length == 0 ? by.Source : message.Source, message.EventId);

    private static string? Known(string id) => id.Length == 0 ? null : id;

    private static SenderRole Role(Ingestion.V1.SenderRole role) => role switch
    {
        Ingestion.V1.SenderRole.Buyer => SenderRole.Buyer,
        Ingestion.V1.SenderRole.HumanAgent => SenderRole.HumanAgent,
        Ingestion.V1.SenderRole.Bot => SenderRole.Bot,
        Ingestion.V1.SenderRole.Automatic => SenderRole.Automatic,
        Ingestion.V1.SenderRole.System => SenderRole.System,
        Ingestion.V1.SenderRole.AssistedBot => SenderRole.AssistedBot,
        _ => throw new InvalidDataException($"The event feed holds a message of role {role}, which ingestion never accepts."),
    };
}
