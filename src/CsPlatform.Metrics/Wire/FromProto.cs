using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Duration = NodaTime.Duration;
using SenderRole = CsPlatform.Domain.Rulebooks.SenderRole;

namespace CsPlatform.Metrics.Wire;

/// <summary>From the contract's messages to the domain.</summary>
internal static class FromProto
{
    private const int UsualScale = 5;

    // Every kind that a timeline holds: what is not here is not even asked for.
    private static readonly Dictionary<Event.FactOneofCase, ReadEntry> Entries = new()
    {
        [Event.FactOneofCase.MessageSent] = static (fact, at, key) =>
            (fact.MessageSent.ConsultationId, new MessageEntry(at, key, Role(fact.MessageSent.Role))),
        [Event.FactOneofCase.ConsultationOpened] = static (fact, at, key) =>
            (fact.ConsultationOpened.ConsultationId, new OpenedEntry(at, key)),
        [Event.FactOneofCase.ConsultationClosed] = static (fact, at, key) =>
            (fact.ConsultationClosed.ConsultationId, new ClosedEntry(at, key)),
        // Stars of a timeline are those of the usual scale; a grade of another one is no such star.
        [Event.FactOneofCase.ConsultationRated] = static (fact, at, key) => fact.ConsultationRated.Scale is 0 or UsualScale
            ? (fact.ConsultationRated.ConsultationId, new RatedEntry(at, key, fact.ConsultationRated.Stars))
            : null,
    };

    private delegate (string Consultation, TimelineEntry Entry)? ReadEntry(Event fact, Instant at, EventKey key);

    /// <summary>The kinds of event that timelines are made of, by the contract's names.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. Entries.Keys.Select(kind => Event.Descriptor.FindFieldByNumber((int)kind).Name)];

    /// <summary>The timeline entry that an event is, and whose; null for an event that no timeline holds.</summary>
    internal static (TimelineKey Key, TimelineEntry Entry)? Entry(FedEvent fed)
    {
        var fact = fed.Event;
        var at = Instant(fact.OccurredAt);
        var key = new EventKey(fact.Source, fact.EventId);
        return Entries.TryGetValue(fact.FactCase, out var read) && read(fact, at, key) is { } known
            ? (new TimelineKey(fed.Shop, known.Consultation), known.Entry)
            : null;
    }

    /// <summary>An instant of the contract, to the nanosecond.</summary>
    internal static Instant Instant(Timestamp at) =>
        NodaConstants.UnixEpoch + Duration.FromSeconds(at.Seconds) + Duration.FromNanoseconds((long)at.Nanos);

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
