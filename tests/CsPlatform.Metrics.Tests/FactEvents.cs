using System.Globalization;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Event = CsPlatform.Ingestion.V1.Event;

namespace CsPlatform.Metrics.Tests;

/// <summary>The events that report the facts of a scenario; null where ingestion would refuse them, as what cannot be.</summary>
internal sealed class FactEvents(string platform, string shop, RatingShareFormula? rating)
{
    private int number;

    internal IReadOnlyList<Event>? All(IEnumerable<ShopFact> facts)
    {
        var events = facts.Select(Of).ToList();
        return events.Exists(some => some is null) ? null : [.. events.SelectMany(some => some!)];
    }

    private IReadOnlyList<Event>? Of(ShopFact fact) => fact switch
    {
        ServiceRating rated => Rating(rated),
        BuyerReport report => [Make(report, "buyer_report_decided", $$"""{"reportId":"r{{++number}}","buyerId":"{{report.Buyer}}","isUpheld":true}""")],
        Review review => review.Stars is < 1 or > 5 ? null : [Make(
            review,
            "review_given",
            $$"""
            {"reviewId":"v{{++number}}","orderId":"{{review.OrderId}}","buyerId":"{{review.Buyer}}","dealAt":"{{Text(review.DealAt)}}",
             "isVirtualGoods":{{(review.IsVirtualGoods ? "true" : "false")}},"stars":[{"item":{{(int)review.Item}},"stars":{{review.Stars}}}]}
            """)],
        ReviewMark mark => [Make(mark, "review_found_unfair", $$"""{"orderId":"{{mark.OrderId}}"}""")],
        ReviewReply reply => [Make(reply, "review_replied", $$"""{"orderId":"{{reply.OrderId}}"}""")],
        Complaint made => [Make(
            made,
            "complaint_stepped",
            $$"""{"complaintId":"k{{++number}}","step":"COMPLAINT_STEP_MADE","buyerId":"{{made.Buyer}}","reason":"{{made.Reason}}"}""")],
        BuyerContact contact => [Make(
            contact, "consultation_opened", $$"""{"consultationId":"c{{++number}}","buyerId":"{{contact.Buyer}}"}""")],
        AfterSalesStep step => [Make(
            step,
            "after_sales_stepped",
            $$"""
            {"afterSalesId":"{{step.AfterSalesId}}","orderId":"{{step.OrderId}}","step":{{(int)step.Step}},
             "forQuality":{{(step.ForQuality ? "true" : "false")}}}
            """)],
        SampleCheck sample => [Make(
            sample,
            "quality_sampled",
            $$"""
            {"sampleId":"s{{++number}}","subject":"SAMPLE_SUBJECT_ORDER","subjectId":"o","isPassed":{{(sample.Passed ? "true" : "false")}}}
            """)],
        DisputeStep dispute => [Make(
            dispute,
            "dispute_stepped",
            $$"""
            {"disputeId":"{{dispute.DisputeId}}","step":"DISPUTE_STEP_DECIDED","liability":{{(int)dispute.Liability}},"orderId":"o"}
            """)],
        DisputeAppeal appeal => [Make(
            appeal, "dispute_stepped", $$"""{"disputeId":"{{appeal.DisputeId}}","step":"DISPUTE_STEP_APPEAL_UPHELD","orderId":"o"}""")],
        OnlineInterval online => Online(online),
        OrderStep step => [Make(
            step,
            "order_stepped",
            $$"""{"orderId":"{{step.OrderId}}","step":"{{Step(step.Step)}}","buyerId":"{{step.Buyer}}","items":{{step.Items}}}""")],
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No event reports this fact."),
    };

    private IReadOnlyList<Event>? Rating(ServiceRating rated)
    {
        if (rating is null || rated.Grade < 1 || rated.Grade > rating.Scale)
        {
            return null;
        }

        var card = rated.CardSentAt is { } sent ? $",\"cardSentAt\":\"{Text(sent)}\"" : "";
        var scale = rating.Scale;
        return rating.Service == RatedService.Order
            ? [Make(rated, "order_service_rated", $$"""{"orderId":"{{rated.Subject}}","buyerId":"{{rated.Buyer}}","grade":{{rated.Grade}},"scale":{{scale}}{{card}}}""")]
            : [Make(rated, "consultation_rated", $$"""{"consultationId":"{{rated.Subject}}","buyerId":"{{rated.Buyer}}","stars":{{rated.Grade}},"scale":{{scale}}{{card}}}""")];
    }

    // An agent of its own for each interval, so that those that overlap are what they are.
    private IReadOnlyList<Event>? Online(OnlineInterval online)
    {
        if (online.Until <= online.OccurredAt)
        {
            return null;
        }

        var agent = $"{online.Agent}-{++number}";
        Event Change(Instant at, string presence) =>
            Make(online with { OccurredAt = at }, "agent_presence_changed", $$"""{"agentId":"{{agent}}","presence":"AGENT_PRESENCE_{{presence}}"}""");
        return online.Until is { } until
            ? [Change(online.OccurredAt, "ONLINE"), Change(until, "OFFLINE")]
            : [Change(online.OccurredAt, "ONLINE")];
    }

    private Event Make(ShopFact fact, string kind, string json)
    {
        var at = ChinaTime.Local(fact.OccurredAt).ToString("uuuu-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
        return ShopLife.Event(platform, shop, at, kind, json, $"{shop}-{++number:0000}");
    }

    private static string Text(Instant at) => at.ToString("uuuu-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Step(OrderStepKind step) => step switch
    {
        OrderStepKind.Placed => "ORDER_STEP_PLACED",
        OrderStepKind.Paid => "ORDER_STEP_PAID",
        OrderStepKind.PickedUp => "ORDER_STEP_PICKED_UP",
        OrderStepKind.PickedUpAbnormally => "ORDER_STEP_PICKED_UP_ABNORMALLY",
        OrderStepKind.SignedFor => "ORDER_STEP_SIGNED_FOR",
        _ => "ORDER_STEP_FINISHED",
    };
}
