using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Storage;
using NodaTime;
using SenderRole = CsPlatform.Domain.Rulebooks.SenderRole;

namespace CsPlatform.Metrics.Wire;

/// <summary>From the contract's messages to the domain.</summary>
internal static class FromProto
{
    private const int UsualScale = 5;

    /// <summary>The timeline entry that an event is, and whose; null for an event that no timeline holds.</summary>
    internal static (TimelineKey Key, TimelineEntry Entry)? Entry(Event fact)
    {
        var at = NodaConstants.UnixEpoch
            + Duration.FromSeconds(fact.OccurredAt.Seconds)
            + Duration.FromNanoseconds((long)fact.OccurredAt.Nanos);
        var key = new EventKey(fact.Source, fact.EventId);
        (string Consultation, TimelineEntry Entry)? read = fact.FactCase switch
        {
            Event.FactOneofCase.MessageSent =>
                (fact.MessageSent.ConsultationId, new MessageEntry(at, key, Role(fact.MessageSent.Role))),
            Event.FactOneofCase.ConsultationOpened => (fact.ConsultationOpened.ConsultationId, new OpenedEntry(at, key)),
            Event.FactOneofCase.ConsultationClosed => (fact.ConsultationClosed.ConsultationId, new ClosedEntry(at, key)),
            // Stars of a timeline are those of the usual scale; a grade of another one is no such star.
            Event.FactOneofCase.ConsultationRated when fact.ConsultationRated.Scale is 0 or UsualScale =>
                (fact.ConsultationRated.ConsultationId, new RatedEntry(at, key, fact.ConsultationRated.Stars)),
            _ => null,
        };
        return read is { } known
            ? (new TimelineKey(new ShopKey(fact.Shop.Platform, fact.Shop.ShopId), known.Consultation), known.Entry)
            : null;
    }

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
