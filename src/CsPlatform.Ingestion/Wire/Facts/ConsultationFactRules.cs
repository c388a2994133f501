using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Kind = CsPlatform.Ingestion.V1.Event.FactOneofCase;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>What the facts about consultations must hold.</summary>
internal static class ConsultationFactRules
{
    internal static readonly IReadOnlyDictionary<Kind, FactRule> Table = new Dictionary<Kind, FactRule>
    {
        [Kind.MessageSent] = (faults, item, _) => Message(faults, item.MessageSent),
        [Kind.MessageEdited] = (faults, item, _) => Edited(faults, item.MessageEdited),
        [Kind.MessageRecalled] = (faults, item, _) => Recalled(faults, item.MessageRecalled),
        [Kind.ConsultationOpened] = (faults, item, _) => Opened(faults, item.ConsultationOpened),
        [Kind.ConsultationClosed] = (faults, item, _) => Closed(faults, item.ConsultationClosed),
        [Kind.ConsultationTransferred] = (faults, item, _) => Transferred(faults, item.ConsultationTransferred),
        [Kind.ConsultationRated] = (faults, item, past) => Rated(faults, item.ConsultationRated, past),
        [Kind.ConsultationQueued] = (faults, item, _) => TextRules.Key(
            faults, "consultation_queued.consultation_id", item.ConsultationQueued.ConsultationId, Limits.Id),
        [Kind.ConsultationAssigned] = (faults, item, _) => Assigned(faults, item.ConsultationAssigned),
        [Kind.ConsultationHandedOver] = (faults, item, _) => HandedOver(faults, item.ConsultationHandedOver),
        [Kind.ConsultationWentOffline] = (faults, item, _) => TextRules.Key(
            faults, "consultation_went_offline.consultation_id", item.ConsultationWentOffline.ConsultationId, Limits.Id),
        [Kind.ExclusionDecided] = (faults, item, past) => Exclusion(faults, item.ExclusionDecided, past),
        [Kind.BuyerReportDecided] = (faults, item, _) => BuyerReport(faults, item.BuyerReportDecided),
        [Kind.ComplaintStepped] = (faults, item, _) => Complaint(faults, item.ComplaintStepped),
    };

    private static void Message(FieldFaults faults, MessageSent message)
    {
        TextRules.Key(faults, "message_sent.consultation_id", message.ConsultationId, Limits.Id);
        EnumRules.Given(faults, "message_sent.role", message.Role);
        TextRules.OptionalKey(faults, "message_sent.agent_id", message.AgentId, Limits.Id);
        TextRules.OptionalKey(faults, "message_sent.buyer_id", message.BuyerId, Limits.Id);
        TextRules.Text(faults, "message_sent.text", message.Text, Limits.Text);
    }

    private static void Edited(FieldFaults faults, MessageEdited edited)
    {
        TextRules.Key(faults, "message_edited.consultation_id", edited.ConsultationId, Limits.Id);
        FieldRules.Reference(
            faults, ("message_edited.message", "message_edited.message.source", "message_edited.message.event_id"), edited.Message);
        TextRules.Text(faults, "message_edited.text", edited.Text, Limits.Text);
    }

    private static void Recalled(FieldFaults faults, MessageRecalled recalled)
    {
        TextRules.Key(faults, "message_recalled.consultation_id", recalled.ConsultationId, Limits.Id);
        FieldRules.Reference(
            faults,
            ("message_recalled.message", "message_recalled.message.source", "message_recalled.message.event_id"),
            recalled.Message);
    }

    private static void Opened(FieldFaults faults, ConsultationOpened opened)
    {
        TextRules.Key(faults, "consultation_opened.consultation_id", opened.ConsultationId, Limits.Id);
        TextRules.OptionalKey(faults, "consultation_opened.buyer_id", opened.BuyerId, Limits.Id);
        EnumRules.Known(faults, "consultation_opened.kind", opened.Kind);
        TextRules.OptionalKey(faults, "consultation_opened.order_id", opened.OrderId, Limits.Id);
    }

    private static void Closed(FieldFaults faults, ConsultationClosed closed)
    {
        TextRules.Key(faults, "consultation_closed.consultation_id", closed.ConsultationId, Limits.Id);
        TextRules.OptionalKey(faults, "consultation_closed.closed_by", closed.ClosedBy, Limits.Id);
    }

    private static void Transferred(FieldFaults faults, ConsultationTransferred transferred)
    {
        TextRules.Key(faults, "consultation_transferred.consultation_id", transferred.ConsultationId, Limits.Id);
        EnumRules.Given(faults, "consultation_transferred.initiator", transferred.Initiator);
        EnumRules.Given(faults, "consultation_transferred.kind", transferred.Kind);
    }

    private static void Rated(FieldFaults faults, ConsultationRated rated, TimeWindow past)
    {
        TextRules.Key(faults, "consultation_rated.consultation_id", rated.ConsultationId, Limits.Id);
        FieldRules.Grade(faults, ("consultation_rated.stars", rated.Stars), ("consultation_rated.scale", rated.Scale));
        TextRules.OptionalKey(faults, "consultation_rated.buyer_id", rated.BuyerId, Limits.Id);
        FieldRules.OptionalPast(faults, "consultation_rated.card_sent_at", rated.CardSentAt, past);
    }

    private static void Assigned(FieldFaults faults, ConsultationAssigned assigned)
    {
        TextRules.Key(faults, "consultation_assigned.consultation_id", assigned.ConsultationId, Limits.Id);
        TextRules.Key(faults, "consultation_assigned.agent_id", assigned.AgentId, Limits.Id);
    }

    private static void HandedOver(FieldFaults faults, ConsultationHandedOver handedOver)
    {
        TextRules.Key(faults, "consultation_handed_over.consultation_id", handedOver.ConsultationId, Limits.Id);
        TextRules.OptionalKey(faults, "consultation_handed_over.from_agent_id", handedOver.FromAgentId, Limits.Id);
        TextRules.Key(faults, "consultation_handed_over.to_agent_id", handedOver.ToAgentId, Limits.Id);
    }

    private static void Exclusion(FieldFaults faults, ExclusionDecided exclusion, TimeWindow past)
    {
        switch (exclusion.TargetCase)
        {
            case ExclusionDecided.TargetOneofCase.ConsultationId:
                TextRules.Key(faults, "exclusion_decided.consultation_id", exclusion.ConsultationId, Limits.Id);
                break;
            case ExclusionDecided.TargetOneofCase.Message:
                FieldRules.Reference(
                    faults,
                    ("exclusion_decided.message", "exclusion_decided.message.source", "exclusion_decided.message.event_id"),
                    exclusion.Message);
                break;
            case ExclusionDecided.TargetOneofCase.BuyerId:
                TextRules.Key(faults, "exclusion_decided.buyer_id", exclusion.BuyerId, Limits.Id);
                break;
            case ExclusionDecided.TargetOneofCase.Span:
                Span(faults, exclusion.Span, past);
                break;
            default:
                faults.Add("exclusion_decided.target", "Missing: send consultation_id, message, buyer_id or span.");
                break;
        }

        ConsultationOfMessage(faults, exclusion);
        EnumRules.Given(faults, "exclusion_decided.reason", exclusion.Reason);
        TextRules.Key(faults, "exclusion_decided.decided_by", exclusion.DecidedBy, Limits.Id);
    }

    private static void ConsultationOfMessage(FieldFaults faults, ExclusionDecided exclusion)
    {
        const string field = "exclusion_decided.message_consultation_id";
        if (exclusion.TargetCase is ExclusionDecided.TargetOneofCase.Message)
        {
            TextRules.Key(faults, field, exclusion.MessageConsultationId, Limits.Id);
        }
        else
        {
            faults.AddIf(exclusion.MessageConsultationId.Length > 0, field, "Belongs to a message only: leave it out, or send message.");
        }
    }

    private static void Span(FieldFaults faults, TimeRange span, TimeWindow past)
    {
        var hasFrom = FieldRules.Instant(faults, "exclusion_decided.span.from", span.From, past);
        var hasUntil = FieldRules.Instant(faults, "exclusion_decided.span.until", span.Until, past);
        faults.AddIf(
            hasFrom && hasUntil && span.Until <= span.From,
            "exclusion_decided.span.until",
            "Is not after from: send the first instant that is no longer left out.");
    }

    private static void BuyerReport(FieldFaults faults, BuyerReportDecided report)
    {
        TextRules.Key(faults, "buyer_report_decided.report_id", report.ReportId, Limits.Id);
        TextRules.Key(faults, "buyer_report_decided.buyer_id", report.BuyerId, Limits.Id);
    }

    private static void Complaint(FieldFaults faults, ComplaintStepped complaint)
    {
        TextRules.Key(faults, "complaint_stepped.complaint_id", complaint.ComplaintId, Limits.Id);
        EnumRules.Given(faults, "complaint_stepped.step", complaint.Step);
        if (complaint.Step is ComplaintStep.Made)
        {
            TextRules.Key(faults, "complaint_stepped.buyer_id", complaint.BuyerId, Limits.Id);
            TextRules.Key(faults, "complaint_stepped.reason", complaint.Reason, Limits.Words);
        }
        else
        {
            TextRules.OptionalKey(faults, "complaint_stepped.buyer_id", complaint.BuyerId, Limits.Id);
            TextRules.OptionalKey(faults, "complaint_stepped.reason", complaint.Reason, Limits.Words);
        }

        TextRules.OptionalKey(faults, "complaint_stepped.consultation_id", complaint.ConsultationId, Limits.Id);
        TextRules.OptionalKey(faults, "complaint_stepped.order_id", complaint.OrderId, Limits.Id);
    }
}
