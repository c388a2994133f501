using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Fact = CsPlatform.Domain.Metrics.Facts.ShopFact;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Storage;

/// <summary>One fact to its stored item and back; time, key and the subject's id are the codec's.</summary>
internal static class FactItems
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    internal static FactItem ToItem(Fact fact)
    {
        var item = new FactItem();
        switch (fact)
        {
            case OrderStep order:
                (item.Kind, item.Number, item.Amount, item.BuyerId) = (FactKind.OrderStep, (int)order.Step, order.Items, order.Buyer);
                break;
            case AfterSalesStep step:
                (item.Kind, item.Number, item.IsSo) = (FactKind.AfterSalesStep, (int)step.Step, step.ForQuality);
                item.OtherId = step.OrderId;
                break;
            case DisputeStep dispute:
                (item.Kind, item.Number) = (FactKind.DisputeStep, (int)dispute.Liability);
                break;
            case DisputeAppeal:
                item.Kind = FactKind.DisputeAppeal;
                break;
            case Complaint complaint:
                (item.Kind, item.BuyerId, item.Reason) = (FactKind.Complaint, complaint.Buyer, complaint.Reason);
                break;
            case SampleCheck sample:
                (item.Kind, item.IsSo) = (FactKind.Sample, sample.Passed);
                break;
            case BuyerReport report:
                (item.Kind, item.IsSo) = (FactKind.BuyerReport, report.IsUpheld);
                SetOther(item, report.ReportId);
                break;
            case BuyerContact:
                item.Kind = FactKind.Contact;
                break;
            case PresenceChange change:
                (item.Kind, item.IsSo) = (FactKind.Presence, change.IsOnline);
                break;
            case OutsideFigure figure:
                (item.Kind, item.Numerator, item.Denominator) = (FactKind.Outside, figure.Numerator, figure.Denominator);
                (item.FromDay, item.UntilDay) = (DayNumber(figure.Days.Start), DayNumber(figure.Days.End));
                break;
            default:
                ToItem(fact, item);
                break;
        }

        return item;
    }

    internal static Fact FromItem(FactItem item, string id, Instant at, EventKey key) => item.Kind switch
    {
        FactKind.OrderStep => new OrderStep(at, key, id, item.BuyerId, (OrderStepKind)item.Number, item.Amount),
        FactKind.Review => new Review(
            at, key, id, item.BuyerId, Earlier(item, at)!.Value, (ReviewItem)item.Number, item.Amount, item.IsSo)
        {
            ReviewId = Other(item),
        },
        FactKind.ReviewMark => new ReviewMark(at, key, id) { ReviewId = Other(item) },
        FactKind.ReviewReply => new ReviewReply(at, key, id) { ReviewId = Other(item) },
        FactKind.AfterSalesStep => new AfterSalesStep(at, key, id, item.OtherId, (AfterSalesStepKind)item.Number, item.IsSo),
        FactKind.Rating => new ServiceRating(at, key, id, item.BuyerId, item.Amount, Earlier(item, at))
        {
            Scale = item.Scale,
            Service = (RatedService)item.Number,
        },
        FactKind.DisputeStep => new DisputeStep(at, key, id, (DisputeLiability)item.Number),
        FactKind.DisputeAppeal => new DisputeAppeal(at, key, id),
        FactKind.Complaint => new Complaint(at, key, item.BuyerId, item.Reason) { ComplaintId = id },
        FactKind.Sample => new SampleCheck(at, key, item.IsSo) { SampleId = id },
        FactKind.BuyerReport => new BuyerReport(at, key, id) { ReportId = Other(item), IsUpheld = item.IsSo },
        FactKind.Contact => new BuyerContact(at, key, id),
        FactKind.Presence => new PresenceChange(at, key, id, item.IsSo),
        FactKind.Outside => new OutsideFigure(
            at, key, id, new Period(Epoch.PlusDays(item.FromDay), Epoch.PlusDays(item.UntilDay)), item.Numerator, item.Denominator),
        _ => throw new InvalidDataException($"A stored subject holds a fact of kind {item.Kind}."),
    };

    private static void ToItem(Fact fact, FactItem item)
    {
        switch (fact)
        {
            case Review review:
                (item.Kind, item.Number, item.Amount, item.BuyerId) = (FactKind.Review, (int)review.Item, review.Stars, review.Buyer);
                (item.IsSo, item.NanosecondsEarlier) = (review.IsVirtualGoods, Between(review.DealAt, review.OccurredAt));
                SetOther(item, review.ReviewId);
                break;
            case ReviewMark mark:
                item.Kind = FactKind.ReviewMark;
                SetOther(item, mark.ReviewId);
                break;
            case ReviewReply reply:
                item.Kind = FactKind.ReviewReply;
                SetOther(item, reply.ReviewId);
                break;
            case ServiceRating { Scale: { } scale, Service: { } service } rating:
                (item.Kind, item.Number, item.Amount, item.Scale) = (FactKind.Rating, (int)service, rating.Grade, scale);
                item.BuyerId = rating.Buyer;
                if (rating.CardSentAt is { } sent)
                {
                    item.NanosecondsEarlier = Between(sent, rating.OccurredAt);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact), fact, "This fact has no stored form.");
        }
    }

    private static void SetOther(FactItem item, string? id)
    {
        if (id is not null)
        {
            item.OtherId = id;
        }
    }

    private static string? Other(FactItem item) => item.HasOtherId ? item.OtherId : null;

    private static long Between(Instant from, Instant to) => (long)(to - from).ToBigIntegerNanoseconds();

    private static Instant? Earlier(FactItem item, Instant at) =>
        item.HasNanosecondsEarlier ? at - Duration.FromNanoseconds(item.NanosecondsEarlier) : null;

    private static int DayNumber(LocalDate day) => NodaTime.Period.DaysBetween(Epoch, day);
}
