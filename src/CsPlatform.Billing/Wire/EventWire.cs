using CsPlatform.Billing.Storage;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Rules = CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Billing.Wire;

/// <summary>Events of the ingestion feed as facts that billing acts on.</summary>
internal static class EventWire
{
    // A day inside what a timestamp can say, so that a natural day east of UTC still has a date.
    private const long FirstSecond = -62_135_596_800 + 86_400;
    private const long LastSecond = 253_402_300_799 - 86_400;

    // Every kind that billing acts on: what is not here is not even asked for.
    private static readonly Dictionary<Event.FactOneofCase, Func<FactId, Instant, Event, BillingFact>> Facts = new()
    {
        [Event.FactOneofCase.MessageSent] = static (id, at, sent) => new MessageFact(
            id, at, sent.MessageSent.ConsultationId, Known(sent.MessageSent.BuyerId)),
        [Event.FactOneofCase.ConsultationOpened] = static (id, at, sent) => new ConsultationOpenedFact(
            id, at, sent.ConsultationOpened.ConsultationId, Known(sent.ConsultationOpened.BuyerId)),
        [Event.FactOneofCase.ConsultationTransferred] = static (id, at, sent) => new TransferFact(
            id, at, sent.ConsultationTransferred.ConsultationId,
            FromProto(sent.ConsultationTransferred.Initiator), FromProto(sent.ConsultationTransferred.Kind)),
        [Event.FactOneofCase.ServiceModeChanged] = static (id, at, sent) => new ModeChangedFact(
            id, at,
            sent.ServiceModeChanged.Mode == Ingestion.V1.ServiceMode.SelfRun
                ? Domain.Rating.ServiceMode.SelfRun
                : Domain.Rating.ServiceMode.Hosted),
        [Event.FactOneofCase.SalesProceedsSettled] = static (id, at, sent) => new ProceedsSettledFact(
            id, at, sent.SalesProceedsSettled.SettlementId, new Fen(sent.SalesProceedsSettled.AmountFen)),
    };

    /// <summary>The kinds of event that billing acts on, by the contract's names.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. Facts.Keys.Select(kind => Event.Descriptor.FindFieldByNumber((int)kind).Name)];

    /// <summary>The fact of an event.</summary>
    /// <returns>Null when billing has no use for the event; <paramref name="fault"/> says whether that is wrong.</returns>
    internal static ShopFact? FromProto(Event sent, out string? fault)
    {
        if (!Facts.TryGetValue(sent.FactCase, out var read))
        {
            fault = sent.FactCase is Event.FactOneofCase.None ? "a fact that this version of billing does not know" : null;
            return null;
        }

        fault = Fault(sent);
        return fault is null
            ? new ShopFact(
                new ShopKey(sent.Shop.Platform, sent.Shop.ShopId),
                read(new FactId(sent.Source, sent.EventId), FromProto(sent.OccurredAt), sent))
            : null;
    }

    /// <summary>An instant in whole microseconds, which is what the database keeps: no day begins between two.</summary>
    internal static Instant FromProto(Timestamp at)
        => Instant.FromUnixTimeSeconds(at.Seconds).PlusNanoseconds(at.Nanos / 1000 * 1000L);

    internal static Timestamp ToProto(this Instant at) => Timestamp.FromDateTime(at.ToDateTimeUtc());

    // Ingestion lets none of these through; a feed that does must not stop a partition for good.
    private static string? Fault(Event sent) => sent switch
    {
        { Shop: null } => "no shop",
        { OccurredAt: null } => "no occurred_at",
        { OccurredAt.Seconds: < FirstSecond or > LastSecond } => "an occurred_at outside the years 1 to 9999",
        { OccurredAt.Nanos: < 0 or > 999_999_999 } => "a malformed occurred_at",
        { ServiceModeChanged.Mode: not (Ingestion.V1.ServiceMode.SelfRun or Ingestion.V1.ServiceMode.Hosted) }
            => "an unknown mode",
        { SalesProceedsSettled.AmountFen: <= 0 or > Fen.LargestInput } => "an amount out of range",
        _ => null,
    };

    private static string? Known(string id) => id.Length == 0 ? null : id;

    // An initiator that this version does not know is not the user, and only the user's transfers are charged.
    private static Rules.TransferInitiator FromProto(TransferInitiator initiator) => initiator switch
    {
        TransferInitiator.User => Rules.TransferInitiator.User,
        TransferInitiator.Agent => Rules.TransferInitiator.Agent,
        _ => Rules.TransferInitiator.System,
    };

    private static Rules.ConsultationKind FromProto(ConsultationKind kind) => kind switch
    {
        ConsultationKind.PreSales => Rules.ConsultationKind.PreSales,
        ConsultationKind.AfterSales => Rules.ConsultationKind.AfterSales,
        _ => Rules.ConsultationKind.Unknown,
    };
}
