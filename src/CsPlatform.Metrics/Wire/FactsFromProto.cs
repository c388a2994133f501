using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Kind = CsPlatform.Ingestion.V1.Event.FactOneofCase;
using Period = CsPlatform.Domain.Primitives.Period;
using SenderRole = CsPlatform.Ingestion.V1.SenderRole;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;

namespace CsPlatform.Metrics.Wire;

/// <summary>From the contract's events to the facts of the domain that are no messages, and to the subjects they belong to.</summary>
internal static class FactsFromProto
{
    private const int UsualScale = 5;

    // Every kind that facts are made of: what is not here is not asked for.
    private static readonly Dictionary<Kind, Func<Source, IEnumerable<Read>>> Readers = new()
    {
        [Kind.ConsultationOpened] = of => Contact(of, of.Event.ConsultationOpened.BuyerId),
        [Kind.MessageSent] = of => of.Event.MessageSent.Role == SenderRole.Buyer ? Contact(of, of.Event.MessageSent.BuyerId) : [],
        [Kind.ConsultationRated] = of => Rating(of, of.Event.ConsultationRated),
        [Kind.OrderServiceRated] = of => Rating(of, of.Event.OrderServiceRated),
        [Kind.BuyerReportDecided] = of => Report(of, of.Event.BuyerReportDecided),
        [Kind.ComplaintStepped] = of => Complaint(of, of.Event.ComplaintStepped),
        [Kind.OrderStepped] = of => Order(of, of.Event.OrderStepped),
        [Kind.ReviewGiven] = of => Reviews(of, of.Event.ReviewGiven),
        [Kind.ReviewFoundUnfair] = of => Mark(of, of.Event.ReviewFoundUnfair),
        [Kind.ReviewReplied] = of => Reply(of, of.Event.ReviewReplied),
        [Kind.AfterSalesStepped] = of => AfterSales(of, of.Event.AfterSalesStepped),
        [Kind.DisputeStepped] = of => Dispute(of, of.Event.DisputeStepped),
        [Kind.QualitySampled] = of => Sample(of, of.Event.QualitySampled),
        [Kind.AgentPresenceChanged] = of => Presence(of, of.Event.AgentPresenceChanged),
        [Kind.OutsideFigureReported] = of => Outside(of, of.Event.OutsideFigureReported),
    };

    /// <summary>The kinds of event that facts are made of, by the contract's names.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
        [.. Readers.Keys.Select(kind => Event.Descriptor.FindFieldByNumber((int)kind).Name)];

    /// <summary>The facts that an event is; none for a step that nothing counts.</summary>
    internal static IEnumerable<(SubjectKey Subject, ShopFact Fact)> Facts(FedEvent fed)
    {
        var of = new Source(
            fed.Shop, FromProto.Instant(fed.Event.OccurredAt), new EventKey(fed.Event.Source, fed.Event.EventId), fed.Event);
        return Readers.TryGetValue(fed.Event.FactCase, out var read)
            ? read(of).Select(one => (one.Subject, one.Fact))
            : [];
    }

    // A buyer who is not known cannot be counted once: such a contact is no fact.
    private static IEnumerable<Read> Contact(Source of, string buyer) => buyer.Length == 0
        ? []
        : [new Read(of.Subject(SubjectKind.Contact, buyer) with { Part = of.Day }, new BuyerContact(of.At, of.Key, buyer))];

    // An order and a consultation may bear the same id and are still two things to rate.
    private static IEnumerable<Read> Rating(Source of, ConsultationRated rated) => Rating(
        of,
        "consultation/" + rated.ConsultationId,
        subject => new ServiceRating(
            of.At, of.Key, subject, rated.BuyerId, rated.Stars, Optional(rated.CardSentAt)) { Scale = Scale(rated.Scale) },
        RatedService.Consultation);

    private static IEnumerable<Read> Rating(Source of, OrderServiceRated rated) => Rating(
        of,
        "order/" + rated.OrderId,
        subject => new ServiceRating(
            of.At, of.Key, subject, rated.BuyerId, rated.Grade, Optional(rated.CardSentAt)) { Scale = Scale(rated.Scale) },
        RatedService.Order);

    private static IEnumerable<Read> Rating(Source of, string subject, Func<string, ServiceRating> rating, RatedService service) =>
        [new Read(of.Subject(SubjectKind.Rating, subject), rating(subject) with { Service = service })];

    private static IEnumerable<Read> Report(Source of, BuyerReportDecided report) =>
    [
        new Read(
            of.Subject(SubjectKind.Buyer, report.BuyerId),
            new BuyerReport(of.At, of.Key, report.BuyerId) { ReportId = report.ReportId, IsUpheld = report.IsUpheld }),
    ];

    // A complaint counts when it is made, whatever is decided about it.
    private static IEnumerable<Read> Complaint(Source of, ComplaintStepped complaint) => complaint.Step != ComplaintStep.Made
        ? []
        :
        [
            new Read(
                of.Subject(SubjectKind.Complaint, complaint.ComplaintId),
                new Complaint(of.At, of.Key, complaint.BuyerId, complaint.Reason) { ComplaintId = complaint.ComplaintId }),
        ];

    private static IEnumerable<Read> Order(Source of, OrderStepped order) => Steps.OfOrder(order.Step) is { } step
        ?
        [
            new Read(
                of.Subject(SubjectKind.Order, order.OrderId),
                new Domain.Metrics.Facts.OrderStep(of.At, of.Key, order.OrderId, order.BuyerId, step, order.Items)),
        ]
        : [];

    private static IEnumerable<Read> Reviews(Source of, ReviewGiven review) =>
        from item in review.Stars
        select new Read(
            of.Subject(SubjectKind.Order, review.OrderId),
            new Review(
                of.At,
                of.Key,
                review.OrderId,
                review.BuyerId,
                FromProto.Instant(review.DealAt),
                (Domain.Rulebooks.ReviewItem)(int)item.Item,
                item.Stars,
                review.IsVirtualGoods)
            {
                ReviewId = review.ReviewId,
            });

    private static IEnumerable<Read> Mark(Source of, ReviewFoundUnfair mark) =>
    [
        new Read(
            of.Subject(SubjectKind.Order, mark.OrderId),
            new ReviewMark(of.At, of.Key, mark.OrderId) { ReviewId = Optional(mark.ReviewId) }),
    ];

    private static IEnumerable<Read> Reply(Source of, ReviewReplied reply) =>
    [
        new Read(
            of.Subject(SubjectKind.Order, reply.OrderId),
            new ReviewReply(of.At, of.Key, reply.OrderId) { ReviewId = Optional(reply.ReviewId) }),
    ];

    private static IEnumerable<Read> AfterSales(Source of, AfterSalesStepped after) => Steps.OfAfterSales(after.Step) is { } step
        ?
        [
            new Read(
                of.Subject(SubjectKind.AfterSales, after.AfterSalesId),
                new Domain.Metrics.Facts.AfterSalesStep(of.At, of.Key, after.AfterSalesId, after.OrderId, step, after.ForQuality)),
        ]
        : [];

    private static IEnumerable<Read> Dispute(Source of, DisputeStepped dispute) => dispute.Step switch
    {
        Ingestion.V1.DisputeStep.Opened or Ingestion.V1.DisputeStep.Decided =>
        [
            new Read(
                of.Subject(SubjectKind.Dispute, dispute.DisputeId),
                new Domain.Metrics.Facts.DisputeStep(of.At, of.Key, dispute.DisputeId, Steps.Liability(dispute.Liability))),
        ],
        Ingestion.V1.DisputeStep.AppealUpheld =>
            [new Read(of.Subject(SubjectKind.Dispute, dispute.DisputeId), new DisputeAppeal(of.At, of.Key, dispute.DisputeId))],
        _ => [],
    };

    private static IEnumerable<Read> Sample(Source of, QualitySampled sample) =>
    [
        new Read(
            of.Subject(SubjectKind.Sample, sample.SampleId),
            new SampleCheck(of.At, of.Key, sample.IsPassed) { SampleId = sample.SampleId }),
    ];

    private static IEnumerable<Read> Presence(Source of, AgentPresenceChanged changed) =>
    [
        new Read(
            of.Subject(SubjectKind.Agent, changed.AgentId) with { Part = ChinaTime.MonthOf(of.Day) },
            new PresenceChange(of.At, of.Key, changed.AgentId, changed.Presence != AgentPresence.Offline)),
    ];

    private static IEnumerable<Read> Outside(Source of, OutsideFigureReported figure)
    {
        var days = new Period(DayText.Day(figure.FromDay)!.Value, DayText.Day(figure.UntilDay)!.Value);
        return
        [
            new Read(
                of.Subject(SubjectKind.Outside, figure.FigureKey) with { Part = days.End },
                new OutsideFigure(of.At, of.Key, figure.FigureKey, days, figure.Numerator, figure.Denominator)),
        ];
    }

    private static int Scale(int given) => given == 0 ? UsualScale : given;

    private static string? Optional(string text) => text.Length == 0 ? null : text;

    private static Instant? Optional(Google.Protobuf.WellKnownTypes.Timestamp? at) => at is null ? null : FromProto.Instant(at);

    private sealed record Source(ShopKey Shop, Instant At, EventKey Key, Event Event)
    {
        internal LocalDate Day => ChinaTime.Day(At);

        internal SubjectKey Subject(SubjectKind kind, string id) => new(Shop, kind, id);
    }

    private sealed record Read(SubjectKey Subject, ShopFact Fact);
}
