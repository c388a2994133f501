using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Kind = CsPlatform.Ingestion.V1.Event.FactOneofCase;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>What the facts about orders of goods must hold.</summary>
internal static class OrderFactRules
{
    private const int MostItems = 1_000_000;
    private const int MostStars = 5;

    internal static readonly IReadOnlyDictionary<Kind, FactRule> Table = new Dictionary<Kind, FactRule>
    {
        [Kind.OrderStepped] = (faults, item, _) => Order(faults, item.OrderStepped),
        [Kind.ParcelStepped] = (faults, item, _) => Parcel(faults, item.ParcelStepped),
        [Kind.GroupPurchaseStepped] = (faults, item, _) => Group(faults, item.GroupPurchaseStepped),
        [Kind.ReviewGiven] = (faults, item, past) => Review(faults, item.ReviewGiven, past),
        [Kind.ReviewReplied] = (faults, item, _) => Reply(faults, item.ReviewReplied),
        [Kind.ReviewFoundUnfair] = (faults, item, _) => Unfair(faults, item.ReviewFoundUnfair),
        [Kind.OrderServiceRated] = (faults, item, past) => Rated(faults, item.OrderServiceRated, past),
        [Kind.CouponStepped] = (faults, item, _) => Coupon(faults, item.CouponStepped),
    };

    private static readonly int ReviewItems = Enum.GetValues<ReviewItem>().Length - 1;

    private static void Order(FieldFaults faults, OrderStepped order)
    {
        TextRules.Key(faults, "order_stepped.order_id", order.OrderId, Limits.Id);
        EnumRules.Given(faults, "order_stepped.step", order.Step);
        TextRules.Key(faults, "order_stepped.buyer_id", order.BuyerId, Limits.Id);
        FieldRules.Range(faults, "order_stepped.items", order.Items, 1, MostItems);
        FieldRules.Fen(faults, "order_stepped.paid_fen", order.PaidFen, from: 0);
        Freight(faults, order);
        TextRules.OptionalKey(faults, "order_stepped.group_id", order.GroupId, Limits.Id);
        TextRules.OptionalKey(faults, "order_stepped.consultation_id", order.ConsultationId, Limits.Id);
        FieldRules.PromisedDays(faults, "order_stepped.promised_days", order.HasPromisedDays, order.PromisedDays);
    }

    private static void Freight(FieldFaults faults, OrderStepped order)
    {
        if (order.FreightFen < 0 || order.FreightFen > order.PaidFen)
        {
            faults.Add(
                "order_stepped.freight_fen",
                $"{order.FreightFen} is no part of paid_fen, {order.PaidFen}: send 0 up to paid_fen, which includes the freight.");
        }
    }

    private static void Parcel(FieldFaults faults, ParcelStepped parcel)
    {
        TextRules.Key(faults, "parcel_stepped.parcel_id", parcel.ParcelId, Limits.Id);
        TextRules.OptionalKey(faults, "parcel_stepped.carrier", parcel.Carrier, Limits.Id);
        EnumRules.Given(faults, "parcel_stepped.step", parcel.Step);
        TextRules.Key(faults, "parcel_stepped.order_id", parcel.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "parcel_stepped.after_sales_id", parcel.AfterSalesId, Limits.Id);
    }

    private static void Group(FieldFaults faults, GroupPurchaseStepped group)
    {
        TextRules.Key(faults, "group_purchase_stepped.group_id", group.GroupId, Limits.Id);
        EnumRules.Given(faults, "group_purchase_stepped.step", group.Step);
    }

    private static void Review(FieldFaults faults, ReviewGiven review, TimeWindow past)
    {
        TextRules.Key(faults, "review_given.review_id", review.ReviewId, Limits.Id);
        TextRules.Key(faults, "review_given.order_id", review.OrderId, Limits.Id);
        TextRules.Key(faults, "review_given.buyer_id", review.BuyerId, Limits.Id);
        FieldRules.Past(faults, "review_given.deal_at", review.DealAt, past);
        Stars(faults, review);
        TextRules.Text(faults, "review_given.text", review.Text, Limits.Text);
    }

    private static void Stars(FieldFaults faults, ReviewGiven review)
    {
        const string field = "review_given.stars";
        // Judged by the number first: a list of any length makes one fault, not as many as it has entries.
        if (review.Stars.Count == 0 || review.Stars.Count > ReviewItems)
        {
            faults.Add(field, $"Has {review.Stars.Count} items; send 1 to {ReviewItems}, each item once.");
            return;
        }

        for (var i = 0; i < review.Stars.Count; i++)
        {
            var given = review.Stars[i];
            if (given.Item is ReviewItem.Unspecified || !Enum.IsDefined(given.Item))
            {
                EnumRules.Given(faults, $"{field}[{i}].item", given.Item);
            }
            else if (review.Stars.Take(i).Any(earlier => earlier.Item == given.Item))
            {
                faults.Add($"{field}[{i}].item", "Comes twice: send each item once.");
            }

            if (given.Stars is < 1 or > MostStars)
            {
                FieldRules.Range(faults, $"{field}[{i}].stars", given.Stars, 1, MostStars);
            }
        }
    }

    private static void Reply(FieldFaults faults, ReviewReplied reply)
    {
        TextRules.Key(faults, "review_replied.order_id", reply.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "review_replied.review_id", reply.ReviewId, Limits.Id);
        TextRules.Text(faults, "review_replied.text", reply.Text, Limits.Text);
    }

    private static void Unfair(FieldFaults faults, ReviewFoundUnfair unfair)
    {
        TextRules.Key(faults, "review_found_unfair.order_id", unfair.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "review_found_unfair.review_id", unfair.ReviewId, Limits.Id);
        TextRules.OptionalKey(faults, "review_found_unfair.reason", unfair.Reason, Limits.Words);
    }

    private static void Rated(FieldFaults faults, OrderServiceRated rated, TimeWindow past)
    {
        TextRules.Key(faults, "order_service_rated.order_id", rated.OrderId, Limits.Id);
        TextRules.Key(faults, "order_service_rated.buyer_id", rated.BuyerId, Limits.Id);
        FieldRules.Grade(faults, ("order_service_rated.grade", rated.Grade), ("order_service_rated.scale", rated.Scale));
        FieldRules.OptionalPast(faults, "order_service_rated.card_sent_at", rated.CardSentAt, past);
    }

    private static void Coupon(FieldFaults faults, CouponStepped coupon)
    {
        TextRules.Key(faults, "coupon_stepped.coupon_id", coupon.CouponId, Limits.Id);
        EnumRules.Given(faults, "coupon_stepped.step", coupon.Step);
        TextRules.Key(faults, "coupon_stepped.buyer_id", coupon.BuyerId, Limits.Id);
        TextRules.OptionalKey(faults, "coupon_stepped.agent_id", coupon.AgentId, Limits.Id);
        FieldRules.Fen(faults, "coupon_stepped.amount_fen", coupon.AmountFen, from: 0);
        TextRules.OptionalKey(faults, "coupon_stepped.order_id", coupon.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "coupon_stepped.consultation_id", coupon.ConsultationId, Limits.Id);
    }
}
