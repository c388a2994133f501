using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Kind = CsPlatform.Ingestion.V1.Event.FactOneofCase;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>What the facts after the sale must hold.</summary>
internal static class AfterSalesFactRules
{
    internal static readonly IReadOnlyDictionary<Kind, FactRule> Table = new Dictionary<Kind, FactRule>
    {
        [Kind.AfterSalesStepped] = (faults, item, _) => AfterSales(faults, item.AfterSalesStepped),
        [Kind.RefundStepped] = (faults, item, _) => Refund(faults, item.RefundStepped),
        [Kind.CompensationStepped] = (faults, item, _) => Compensation(faults, item.CompensationStepped),
        [Kind.TicketStepped] = (faults, item, _) => Ticket(faults, item.TicketStepped),
        [Kind.MailStepped] = (faults, item, _) => Mail(faults, item.MailStepped),
        [Kind.DisputeStepped] = (faults, item, _) => Dispute(faults, item.DisputeStepped),
        [Kind.QualitySampled] = (faults, item, _) => Sample(faults, item.QualitySampled),
    };

    private static void AfterSales(FieldFaults faults, AfterSalesStepped fact)
    {
        TextRules.Key(faults, "after_sales_stepped.after_sales_id", fact.AfterSalesId, Limits.Id);
        TextRules.Key(faults, "after_sales_stepped.order_id", fact.OrderId, Limits.Id);
        EnumRules.Given(faults, "after_sales_stepped.step", fact.Step);
        EnumRules.Known(faults, "after_sales_stepped.kind", fact.Kind);
        TextRules.OptionalKey(faults, "after_sales_stepped.buyer_id", fact.BuyerId, Limits.Id);
        TextRules.OptionalKey(faults, "after_sales_stepped.reason", fact.Reason, Limits.Words);
        FieldRules.Fen(faults, "after_sales_stepped.requested_fen", fact.RequestedFen, from: 0);
        FieldRules.PromisedDays(faults, "after_sales_stepped.promised_days", fact.HasPromisedDays, fact.PromisedDays);
    }

    private static void Refund(FieldFaults faults, RefundStepped refund)
    {
        TextRules.Key(faults, "refund_stepped.refund_id", refund.RefundId, Limits.Id);
        TextRules.Key(faults, "refund_stepped.order_id", refund.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "refund_stepped.after_sales_id", refund.AfterSalesId, Limits.Id);
        EnumRules.Given(faults, "refund_stepped.step", refund.Step);
        FieldRules.Fen(faults, "refund_stepped.amount_fen", refund.AmountFen, from: 1);
        EnumRules.Known(faults, "refund_stepped.channel", refund.Channel);
    }

    private static void Compensation(FieldFaults faults, CompensationStepped compensation)
    {
        TextRules.Key(faults, "compensation_stepped.compensation_id", compensation.CompensationId, Limits.Id);
        EnumRules.Given(faults, "compensation_stepped.kind", compensation.Kind);
        EnumRules.Given(faults, "compensation_stepped.step", compensation.Step);
        TextRules.Key(faults, "compensation_stepped.order_id", compensation.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "compensation_stepped.after_sales_id", compensation.AfterSalesId, Limits.Id);
        var lowest = compensation.Step is CompensationStep.Paid ? 1 : 0;
        FieldRules.Fen(faults, "compensation_stepped.amount_fen", compensation.AmountFen, lowest);
    }

    private static void Ticket(FieldFaults faults, TicketStepped ticket)
    {
        TextRules.Key(faults, "ticket_stepped.ticket_id", ticket.TicketId, Limits.Id);
        EnumRules.Given(faults, "ticket_stepped.step", ticket.Step);
        EnumRules.Known(faults, "ticket_stepped.kind", ticket.Kind);
        TextRules.OptionalKey(faults, "ticket_stepped.order_id", ticket.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "ticket_stepped.after_sales_id", ticket.AfterSalesId, Limits.Id);
        FieldRules.PromisedDays(faults, "ticket_stepped.promised_days", ticket.HasPromisedDays, ticket.PromisedDays);
    }

    private static void Mail(FieldFaults faults, MailStepped mail)
    {
        TextRules.Key(faults, "mail_stepped.mail_id", mail.MailId, Limits.Id);
        EnumRules.Given(faults, "mail_stepped.step", mail.Step);
        TextRules.OptionalKey(faults, "mail_stepped.order_id", mail.OrderId, Limits.Id);
    }

    private static void Dispute(FieldFaults faults, DisputeStepped dispute)
    {
        TextRules.Key(faults, "dispute_stepped.dispute_id", dispute.DisputeId, Limits.Id);
        EnumRules.Given(faults, "dispute_stepped.step", dispute.Step);
        if (dispute.Step is DisputeStep.Decided)
        {
            EnumRules.Given(faults, "dispute_stepped.liability", dispute.Liability);
        }
        else
        {
            EnumRules.Known(faults, "dispute_stepped.liability", dispute.Liability);
        }

        TextRules.Key(faults, "dispute_stepped.order_id", dispute.OrderId, Limits.Id);
        TextRules.OptionalKey(faults, "dispute_stepped.after_sales_id", dispute.AfterSalesId, Limits.Id);
    }

    private static void Sample(FieldFaults faults, QualitySampled sample)
    {
        TextRules.Key(faults, "quality_sampled.sample_id", sample.SampleId, Limits.Id);
        EnumRules.Given(faults, "quality_sampled.subject", sample.Subject);
        TextRules.Key(faults, "quality_sampled.subject_id", sample.SubjectId, Limits.Id);
    }
}
