using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

/// <summary>For every kind of fact the least that is valid, and one with every field filled: in the contract's JSON.</summary>
internal static class EventExamples
{
    private static readonly (string Kind, string Least, string Full)[] Facts =
    [
        .. Consultations(),
        .. Orders(),
        .. AfterSales(),
        .. Shops(),
    ];

    /// <summary>The kinds, by the field of Event.fact.</summary>
    internal static IEnumerable<string> Kinds => Facts.Select(fact => fact.Kind);

    /// <summary>An event of that kind with no field more than it needs.</summary>
    internal static Event Least(string kind) => Make(kind, Facts.Single(fact => fact.Kind == kind).Least);

    /// <summary>An event of that kind with every field of its fact.</summary>
    internal static Event Full(string kind) => Make(kind, Facts.Single(fact => fact.Kind == kind).Full);

    /// <summary>An event of that kind whose fact reads so.</summary>
    internal static Event Make(string kind, string json)
    {
        var made = new Event
        {
            Source = "im",
            EventId = $"e-{kind}",
            Shop = new ShopKey { Platform = "xiaohongshu", ShopId = "shop-1" },
            OccurredAt = new Timestamp { Seconds = 1_716_177_600 },
        };
        var field = Event.Descriptor.FindFieldByName(kind);
        field.Accessor.SetValue(made, JsonParser.Default.Parse(json, field.MessageType));
        return made;
    }

    private static (string Kind, string Least, string Full)[] Consultations() =>
    [
        ("message_sent", """{"consultationId":"c-1","role":"SENDER_ROLE_BUYER"}""",
            """{"consultationId":"c-1","role":"SENDER_ROLE_HUMAN_AGENT","agentId":"小红","buyerId":"b-1","text":"在的，亲 😀"}"""),
        ("consultation_opened", """{"consultationId":"c-1"}""",
            """{"consultationId":"c-1","buyerId":"b-1","kind":"CONSULTATION_KIND_PRE_SALES","orderId":"o-1"}"""),
        ("consultation_closed", """{"consultationId":"c-1"}""", """{"consultationId":"c-1","closedBy":"timeout"}"""),
        ("consultation_transferred",
            """{"consultationId":"c-1","initiator":"TRANSFER_INITIATOR_USER","kind":"CONSULTATION_KIND_AFTER_SALES"}""",
            """{"consultationId":"c-1","initiator":"TRANSFER_INITIATOR_AGENT","kind":"CONSULTATION_KIND_PRE_SALES"}"""),
        ("consultation_rated", """{"consultationId":"c-1","stars":5}""",
            """{"consultationId":"c-1","stars":10,"buyerId":"b-1","scale":10,"cardSentAt":"2024-05-20T03:58:00Z"}"""),
        ("message_edited", """{"consultationId":"c-1","message":{"eventId":"m-1"}}""",
            """{"consultationId":"c-1","message":{"source":"im-2","eventId":"m-1"},"text":"改过的话"}"""),
        ("message_recalled", """{"consultationId":"c-1","message":{"eventId":"m-1"}}""",
            """{"consultationId":"c-1","message":{"source":"im-2","eventId":"m-1"}}"""),
        ("consultation_queued", """{"consultationId":"c-1"}""", """{"consultationId":"c-1"}"""),
        ("consultation_assigned", """{"consultationId":"c-1","agentId":"a-1"}""", """{"consultationId":"c-1","agentId":"a-1"}"""),
        ("consultation_handed_over", """{"consultationId":"c-1","toAgentId":"a-2"}""",
            """{"consultationId":"c-1","fromAgentId":"a-1","toAgentId":"a-2"}"""),
        ("consultation_went_offline", """{"consultationId":"c-1"}""", """{"consultationId":"c-1"}"""),
        ("exclusion_decided", """{"consultationId":"c-1","reason":"EXCLUSION_REASON_SPAM","decidedBy":"ops"}""",
            """
            {"message":{"source":"im-2","eventId":"m-1"},"messageConsultationId":"c-1",
             "reason":"EXCLUSION_REASON_APPEAL","decidedBy":"ops"}
            """),
        ("buyer_report_decided", """{"reportId":"r-1","buyerId":"b-1"}""",
            """{"reportId":"r-1","buyerId":"b-1","isUpheld":true}"""),
        ("complaint_stepped", """{"complaintId":"k-1","step":"COMPLAINT_STEP_UPHELD"}""",
            """
            {"complaintId":"k-1","step":"COMPLAINT_STEP_MADE","buyerId":"b-1","reason":"服务态度","consultationId":"c-1",
             "orderId":"o-1"}
            """),
    ];

    private static (string Kind, string Least, string Full)[] Orders() =>
    [
        ("order_stepped", """{"orderId":"o-1","step":"ORDER_STEP_PLACED","buyerId":"b-1","items":1}""",
            """
            {"orderId":"o-1","step":"ORDER_STEP_PAID","buyerId":"b-1","items":1000000,"paidFen":"1000000000000",
             "freightFen":"600","groupId":"g-1","consultationId":"c-1","promisedDays":2}
            """),
        ("parcel_stepped", """{"parcelId":"SF1","step":"PARCEL_STEP_LOST","orderId":"o-1"}""",
            """{"parcelId":"SF1","carrier":"顺丰","step":"PARCEL_STEP_SIGNED_FOR","orderId":"o-1","afterSalesId":"as-1"}"""),
        ("group_purchase_stepped", """{"groupId":"g-1","step":"GROUP_PURCHASE_STEP_OPENED"}""",
            """{"groupId":"g-1","step":"GROUP_PURCHASE_STEP_EXPIRED"}"""),
        ("review_given",
            """
            {"reviewId":"rv-1","orderId":"o-1","buyerId":"b-1","dealAt":"2024-05-19T00:00:00Z",
             "stars":[{"item":"REVIEW_ITEM_OVERALL","stars":1}]}
            """,
            """
            {"reviewId":"rv-1","orderId":"o-1","buyerId":"b-1","dealAt":"2024-05-19T00:00:00.123456789Z",
             "stars":[{"item":"REVIEW_ITEM_OVERALL","stars":1},{"item":"REVIEW_ITEM_RETURNS","stars":5}],
             "isVirtualGoods":true,"text":"很好"}
            """),
        ("review_replied", """{"orderId":"o-1"}""", """{"orderId":"o-1","reviewId":"rv-1","text":"谢谢"}"""),
        ("review_found_unfair", """{"orderId":"o-1"}""", """{"orderId":"o-1","reviewId":"rv-1","reason":"恶意评价"}"""),
        ("order_service_rated", """{"orderId":"o-1","buyerId":"b-1","grade":1}""",
            """{"orderId":"o-1","buyerId":"b-1","grade":3,"scale":3,"cardSentAt":"2024-05-20T02:00:00Z"}"""),
        ("coupon_stepped", """{"couponId":"cp-1","step":"COUPON_STEP_EXPIRED","buyerId":"b-1"}""",
            """
            {"couponId":"cp-1","step":"COUPON_STEP_ISSUED","buyerId":"b-1","agentId":"a-1","amountFen":"500","orderId":"o-1",
             "consultationId":"c-1"}
            """),
    ];

    private static (string Kind, string Least, string Full)[] AfterSales() =>
    [
        ("after_sales_stepped", """{"afterSalesId":"as-1","orderId":"o-1","step":"AFTER_SALES_STEP_REVIEWED"}""",
            """
            {"afterSalesId":"as-1","orderId":"o-1","step":"AFTER_SALES_STEP_APPLIED","kind":"AFTER_SALES_KIND_RETURN",
             "buyerId":"b-1","reason":"质量问题","forQuality":true,"requestedFen":"9900","returnIsCovered":true,"promisedDays":5}
            """),
        ("refund_stepped", """{"refundId":"rf-1","orderId":"o-1","step":"REFUND_STEP_APPROVED","amountFen":"1"}""",
            """
            {"refundId":"rf-1","orderId":"o-1","afterSalesId":"as-1","step":"REFUND_STEP_ARRIVED","amountFen":"9900",
             "channel":"REFUND_CHANNEL_ALIPAY"}
            """),
        ("compensation_stepped",
            """
            {"compensationId":"cm-1","kind":"COMPENSATION_KIND_SERVICE","step":"COMPENSATION_STEP_DUE","orderId":"o-1"}
            """,
            """
            {"compensationId":"cm-1","kind":"COMPENSATION_KIND_RETURN_FREIGHT","step":"COMPENSATION_STEP_PAID","orderId":"o-1",
             "afterSalesId":"as-1","amountFen":"1200"}
            """),
        ("ticket_stepped", """{"ticketId":"t-1","step":"TICKET_STEP_RECEIVED"}""",
            """
            {"ticketId":"t-1","step":"TICKET_STEP_OPENED","kind":"TICKET_KIND_EVIDENCE","orderId":"o-1","afterSalesId":"as-1",
             "promisedDays":0}
            """),
        ("mail_stepped", """{"mailId":"ml-1","step":"MAIL_STEP_SENT"}""",
            """{"mailId":"ml-1","step":"MAIL_STEP_ANSWERED","orderId":"o-1"}"""),
        ("dispute_stepped", """{"disputeId":"d-1","step":"DISPUTE_STEP_OPENED","orderId":"o-1"}""",
            """
            {"disputeId":"d-1","step":"DISPUTE_STEP_DECIDED","liability":"DISPUTE_LIABILITY_BOTH","orderId":"o-1",
             "afterSalesId":"as-1"}
            """),
        ("quality_sampled", """{"sampleId":"q-1","subject":"SAMPLE_SUBJECT_RECORDING","subjectId":"rec-1"}""",
            """{"sampleId":"q-1","subject":"SAMPLE_SUBJECT_TICKET","subjectId":"t-1","isPassed":true}"""),
    ];

    private static (string Kind, string Least, string Full)[] Shops() =>
    [
        ("service_mode_changed", """{"mode":"SERVICE_MODE_SELF_RUN"}""", """{"mode":"SERVICE_MODE_HOSTED"}"""),
        ("sales_proceeds_settled", """{"settlementId":"s-1","amountFen":"1"}""",
            """{"settlementId":"s-1","amountFen":"1000000000000"}"""),
        ("shop_opened", "{}", "{}"),
        ("working_hours_stated", """{"untilMinute":1440}""", """{"fromMinute":1320,"untilMinute":480}"""),
        ("agent_presence_changed", """{"agentId":"a-1","presence":"AGENT_PRESENCE_ONLINE"}""",
            """{"agentId":"a-1","presence":"AGENT_PRESENCE_BUSY"}"""),
        ("agent_certificate_changed", """{"agentId":"a-1","certificate":"客服上岗证"}""",
            """{"agentId":"a-1","certificate":"客服上岗证","isHeld":true}"""),
        ("exam_taken", """{"examId":"x-1"}""", """{"examId":"x-1","agentId":"a-1","isPassed":true,"points":100}"""),
        ("conduct_incident_decided",
            """
            {"incidentId":"i-1","ruleId":"xhs.conduct_points","deed":"abuse","doneAt":"2024-05-18T00:00:00Z",
             "decision":"INCIDENT_DECISION_UPHELD"}
            """,
            """
            {"incidentId":"i-1","ruleId":"xhs.conduct_points","deed":"abuse","doneAt":"2024-05-18T00:00:00Z",
             "decision":"INCIDENT_DECISION_DISMISSED","agentId":"a-1","consultationId":"c-1"}
            """),
        ("outside_figure_reported", """{"figureKey":"platform_mean","fromDay":"2024-05-01","untilDay":"2024-05-02"}""",
            """
            {"figureKey":"platform_mean","fromDay":"2024-02-29","untilDay":"2024-06-01","numerator":"3","denominator":"4"}
            """),
    ];
}
