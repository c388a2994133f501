using CsPlatform.Domain.Primitives;
using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire;

/// <summary>What each kind of fact must hold. A kind without an entry here is rejected, never waved through.</summary>
internal static class FactRules
{
    internal static void Validate(FieldFaults faults, Event item)
    {
        switch (item.FactCase)
        {
            case Event.FactOneofCase.MessageSent:
                Message(faults, item.MessageSent);
                break;
            case Event.FactOneofCase.ConsultationOpened:
                Opened(faults, item.ConsultationOpened);
                break;
            case Event.FactOneofCase.ConsultationClosed:
                TextRules.Key(faults, "consultation_closed.consultation_id", item.ConsultationClosed.ConsultationId, Limits.Id);
                TextRules.OptionalKey(faults, "consultation_closed.closed_by", item.ConsultationClosed.ClosedBy, Limits.Id);
                break;
            case Event.FactOneofCase.ConsultationTransferred:
                Transferred(faults, item.ConsultationTransferred);
                break;
            case Event.FactOneofCase.ConsultationRated:
                Rated(faults, item.ConsultationRated);
                break;
            case Event.FactOneofCase.ServiceModeChanged:
                EnumRules.Given(faults, "service_mode_changed.mode", item.ServiceModeChanged.Mode);
                break;
            case Event.FactOneofCase.SalesProceedsSettled:
                Proceeds(faults, item.SalesProceedsSettled);
                break;
            default:
                faults.Add("fact", "Missing, or of a kind unknown here: send a kind of the contract, or update this service.");
                break;
        }
    }

    private static void Message(FieldFaults faults, MessageSent message)
    {
        TextRules.Key(faults, "message_sent.consultation_id", message.ConsultationId, Limits.Id);
        EnumRules.Given(faults, "message_sent.role", message.Role);
        TextRules.OptionalKey(faults, "message_sent.agent_id", message.AgentId, Limits.Id);
        TextRules.OptionalKey(faults, "message_sent.buyer_id", message.BuyerId, Limits.Id);
        TextRules.Text(faults, "message_sent.text", message.Text, Limits.Text);
    }

    private static void Opened(FieldFaults faults, ConsultationOpened opened)
    {
        TextRules.Key(faults, "consultation_opened.consultation_id", opened.ConsultationId, Limits.Id);
        TextRules.OptionalKey(faults, "consultation_opened.buyer_id", opened.BuyerId, Limits.Id);
        EnumRules.Known(faults, "consultation_opened.kind", opened.Kind);
    }

    private static void Transferred(FieldFaults faults, ConsultationTransferred transferred)
    {
        TextRules.Key(faults, "consultation_transferred.consultation_id", transferred.ConsultationId, Limits.Id);
        EnumRules.Given(faults, "consultation_transferred.initiator", transferred.Initiator);
        EnumRules.Given(faults, "consultation_transferred.kind", transferred.Kind);
    }

    private static void Rated(FieldFaults faults, ConsultationRated rated)
    {
        TextRules.Key(faults, "consultation_rated.consultation_id", rated.ConsultationId, Limits.Id);
        if (rated.Stars is < 1 or > 5)
        {
            faults.Add("consultation_rated.stars", $"{rated.Stars} is out of range: send 1 to 5.");
        }
    }

    private static void Proceeds(FieldFaults faults, SalesProceedsSettled proceeds)
    {
        TextRules.Key(faults, "sales_proceeds_settled.settlement_id", proceeds.SettlementId, Limits.Id);
        if (proceeds.AmountFen is <= 0 or > Fen.LargestInput)
        {
            faults.Add(
                "sales_proceeds_settled.amount_fen", $"{proceeds.AmountFen} is out of range: send fen, 1 to {Fen.LargestInput}.");
        }
    }
}
