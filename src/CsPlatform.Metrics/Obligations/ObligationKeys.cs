namespace CsPlatform.Metrics.Obligations;

/// <summary>
/// Which facts stand for the keys that obligations name: each a kind of the event's contract, or a decision of sanctions, with values of its
/// fields. It is the table of docs/EVENTS.md, which a test compares with it.
/// </summary>
internal static class ObligationKeys
{
    /// <summary>The forms of each key.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Forms = new Dictionary<string, string[]>
    {
        ["agent_replied"] = ["message_sent role=SENDER_ROLE_HUMAN_AGENT", "message_sent role=SENDER_ROLE_ASSISTED_BOT"],
        ["buyer_made_contact"] = ["after_sales_stepped step=AFTER_SALES_STEP_BUYER_MADE_CONTACT", "consultation_opened"],
        ["cancelled_by_platform_service"] = ["group_purchase_stepped step=GROUP_PURCHASE_STEP_CANCELLED_BY_PLATFORM"],
        ["claim_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN kind=AFTER_SALES_KIND_MISSING_PARTS"],
        ["consultation_closed"] = ["consultation_closed"],
        ["consumer_waits"] = ["message_sent role=SENDER_ROLE_BUYER"],
        ["covered_return_agreed"] = ["after_sales_stepped step=AFTER_SALES_STEP_AGREED kind=AFTER_SALES_KIND_RETURN return_is_covered=true"],
        ["evidence_submitted"] = ["ticket_stepped step=TICKET_STEP_EVIDENCE_SUBMITTED"],
        ["exam_passed"] = ["decision kind=DECISION_KIND_EXAM_PASSED"],
        ["exchange_applied"] = ["after_sales_stepped step=AFTER_SALES_STEP_APPLIED kind=AFTER_SALES_KIND_EXCHANGE"],
        ["exchange_sent"] = ["after_sales_stepped step=AFTER_SALES_STEP_REPLACEMENT_SENT kind=AFTER_SALES_KIND_EXCHANGE"],
        ["exchange_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN kind=AFTER_SALES_KIND_EXCHANGE"],
        ["freight_subsidy_paid"] = ["compensation_stepped step=COMPENSATION_STEP_PAID kind=COMPENSATION_KIND_RETURN_FREIGHT"],
        ["goods_received"] = ["order_stepped step=ORDER_STEP_SIGNED_FOR"],
        ["goods_repaired"] = ["after_sales_stepped step=AFTER_SALES_STEP_REPAIRED"],
        ["goods_shipped"] = ["order_stepped step=ORDER_STEP_SHIPPED"],
        ["goods_signed"] = ["order_stepped step=ORDER_STEP_SIGNED_FOR"],
        ["group_completed"] = ["group_purchase_stepped step=GROUP_PURCHASE_STEP_COMPLETED"],
        ["group_opened"] = ["group_purchase_stepped step=GROUP_PURCHASE_STEP_OPENED"],
        ["handling_pending"] = ["after_sales_stepped step=AFTER_SALES_STEP_PENDING"],
        ["handling_result_given"] = ["after_sales_stepped step=AFTER_SALES_STEP_RESULT"],
        ["mail_answered"] = ["mail_stepped step=MAIL_STEP_ANSWERED"],
        ["mail_sent"] = ["mail_stepped step=MAIL_STEP_SENT"],
        ["mail_withdrawn"] = ["mail_stepped step=MAIL_STEP_WITHDRAWN"],
        ["merchant_acted"] = ["after_sales_stepped step=AFTER_SALES_STEP_MERCHANT_ACTED"],
        ["notice_given"] = ["ticket_stepped step=TICKET_STEP_OPENED kind=TICKET_KIND_SERVICE_NOTICE"],
        ["notice_withdrawn"] = ["ticket_stepped step=TICKET_STEP_WITHDRAWN kind=TICKET_KIND_SERVICE_NOTICE"],
        ["objection_raised"] = ["after_sales_stepped step=AFTER_SALES_STEP_OBJECTION_RAISED"],
        ["order_cancelled"] = ["order_stepped step=ORDER_STEP_CANCELLED"],
        ["order_finished"] = ["order_stepped step=ORDER_STEP_FINISHED"],
        ["order_paid"] = ["order_stepped step=ORDER_STEP_PAID"],
        ["order_submitted"] = ["order_stepped step=ORDER_STEP_PLACED"],
        ["order_withdrawn"] = ["order_stepped step=ORDER_STEP_CANCELLED"],
        ["parcel_signed"] = ["parcel_stepped step=PARCEL_STEP_SIGNED_FOR", "order_stepped step=ORDER_STEP_SIGNED_FOR"],
        ["parts_found_missing"] = ["after_sales_stepped step=AFTER_SALES_STEP_APPLIED kind=AFTER_SALES_KIND_MISSING_PARTS"],
        ["parts_sent"] = ["after_sales_stepped step=AFTER_SALES_STEP_REPLACEMENT_SENT kind=AFTER_SALES_KIND_MISSING_PARTS"],
        ["refund_agreed"] =
        [
            "after_sales_stepped step=AFTER_SALES_STEP_AGREED kind=AFTER_SALES_KIND_REFUND",
            "after_sales_stepped step=AFTER_SALES_STEP_AGREED kind=AFTER_SALES_KIND_RETURN",
        ],
        ["refund_applied"] =
        [
            "after_sales_stepped step=AFTER_SALES_STEP_APPLIED kind=AFTER_SALES_KIND_REFUND",
            "after_sales_stepped step=AFTER_SALES_STEP_APPLIED kind=AFTER_SALES_KIND_RETURN",
        ],
        ["refund_approved"] = ["refund_stepped step=REFUND_STEP_APPROVED"],
        ["refund_arrived"] = ["refund_stepped step=REFUND_STEP_ARRIVED"],
        ["refund_paid"] = ["refund_stepped step=REFUND_STEP_PAID"],
        ["refund_refused"] = ["after_sales_stepped step=AFTER_SALES_STEP_REFUSED"],
        ["refund_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN"],
        ["repair_goods_received"] = ["after_sales_stepped step=AFTER_SALES_STEP_GOODS_RECEIVED_BACK kind=AFTER_SALES_KIND_REPAIR"],
        ["repair_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN kind=AFTER_SALES_KIND_REPAIR"],
        ["return_applied"] = ["after_sales_stepped step=AFTER_SALES_STEP_APPLIED kind=AFTER_SALES_KIND_RETURN"],
        ["return_received"] = ["after_sales_stepped step=AFTER_SALES_STEP_GOODS_RECEIVED_BACK"],
        ["return_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN kind=AFTER_SALES_KIND_RETURN"],
        ["review_given"] = ["review_given"],
        ["sanction_revoked"] = ["decision kind=DECISION_KIND_CASE_ENDED", "decision kind=DECISION_KIND_REVOKED"],
        ["service_done"] = ["ticket_stepped step=TICKET_STEP_DONE kind=TICKET_KIND_SERVICE_NOTICE"],
        ["service_order_applied"] = ["after_sales_stepped step=AFTER_SALES_STEP_APPLIED"],
        ["service_order_reviewed"] = ["after_sales_stepped step=AFTER_SALES_STEP_REVIEWED"],
        ["service_order_withdrawn"] = ["after_sales_stepped step=AFTER_SALES_STEP_WITHDRAWN"],
        ["study_pushed"] = ["decision kind=DECISION_KIND_STUDY_ASSIGNED"],
        ["ticket_answered"] = ["ticket_stepped step=TICKET_STEP_ANSWERED"],
        ["ticket_opened"] = ["ticket_stepped step=TICKET_STEP_OPENED"],
        ["ticket_received"] = ["ticket_stepped step=TICKET_STEP_RECEIVED"],
        ["ticket_withdrawn"] = ["ticket_stepped step=TICKET_STEP_WITHDRAWN"],
    };
}
