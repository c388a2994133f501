using CsPlatform.Ingestion.V1;
using CsPlatform.ServiceDefaults.Errors;
using Kind = CsPlatform.Ingestion.V1.Event.FactOneofCase;

namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>What the facts about a shop as a whole must hold.</summary>
internal static class ShopFactRules
{
    private const int DayMinutes = 24 * 60;
    private const int MostPoints = 100;

    internal static readonly IReadOnlyDictionary<Kind, FactRule> Table = new Dictionary<Kind, FactRule>
    {
        [Kind.ServiceModeChanged] = (faults, item, _) =>
            EnumRules.Given(faults, "service_mode_changed.mode", item.ServiceModeChanged.Mode),
        [Kind.SalesProceedsSettled] = (faults, item, _) => Proceeds(faults, item.SalesProceedsSettled),
        [Kind.ShopOpened] = (_, _, _) => { },
        [Kind.WorkingHoursStated] = (faults, item, _) => Hours(faults, item.WorkingHoursStated),
        [Kind.AgentPresenceChanged] = (faults, item, _) => Presence(faults, item.AgentPresenceChanged),
        [Kind.AgentCertificateChanged] = (faults, item, _) => Certificate(faults, item.AgentCertificateChanged),
        [Kind.ExamTaken] = (faults, item, _) => Exam(faults, item.ExamTaken),
        [Kind.ConductIncidentDecided] = (faults, item, past) => Incident(faults, item.ConductIncidentDecided, past),
        [Kind.OutsideFigureReported] = (faults, item, past) => Figure(faults, item.OutsideFigureReported, past),
    };

    private static void Proceeds(FieldFaults faults, SalesProceedsSettled proceeds)
    {
        TextRules.Key(faults, "sales_proceeds_settled.settlement_id", proceeds.SettlementId, Limits.Id);
        FieldRules.Fen(faults, "sales_proceeds_settled.amount_fen", proceeds.AmountFen, from: 1);
    }

    private static void Hours(FieldFaults faults, WorkingHoursStated hours)
    {
        FieldRules.Range(faults, "working_hours_stated.from_minute", hours.FromMinute, 0, DayMinutes - 1);
        FieldRules.Range(faults, "working_hours_stated.until_minute", hours.UntilMinute, 1, DayMinutes);
    }

    private static void Presence(FieldFaults faults, AgentPresenceChanged changed)
    {
        TextRules.Key(faults, "agent_presence_changed.agent_id", changed.AgentId, Limits.Id);
        EnumRules.Given(faults, "agent_presence_changed.presence", changed.Presence);
    }

    private static void Certificate(FieldFaults faults, AgentCertificateChanged changed)
    {
        TextRules.Key(faults, "agent_certificate_changed.agent_id", changed.AgentId, Limits.Id);
        TextRules.Key(faults, "agent_certificate_changed.certificate", changed.Certificate, Limits.Words);
    }

    private static void Exam(FieldFaults faults, ExamTaken exam)
    {
        TextRules.Key(faults, "exam_taken.exam_id", exam.ExamId, Limits.Id);
        TextRules.OptionalKey(faults, "exam_taken.agent_id", exam.AgentId, Limits.Id);
        if (exam.HasPoints)
        {
            FieldRules.Range(faults, "exam_taken.points", exam.Points, 0, MostPoints, ", or leave it out");
        }
    }

    private static void Incident(FieldFaults faults, ConductIncidentDecided incident, TimeWindow past)
    {
        TextRules.Key(faults, "conduct_incident_decided.incident_id", incident.IncidentId, Limits.Id);
        TextRules.Key(faults, "conduct_incident_decided.rule_id", incident.RuleId, Limits.Words);
        TextRules.Key(faults, "conduct_incident_decided.deed", incident.Deed, Limits.Words);
        FieldRules.Past(faults, "conduct_incident_decided.done_at", incident.DoneAt, past);
        EnumRules.Given(faults, "conduct_incident_decided.decision", incident.Decision);
        TextRules.OptionalKey(faults, "conduct_incident_decided.agent_id", incident.AgentId, Limits.Id);
        TextRules.OptionalKey(faults, "conduct_incident_decided.consultation_id", incident.ConsultationId, Limits.Id);
    }

    private static void Figure(FieldFaults faults, OutsideFigureReported figure, TimeWindow past)
    {
        TextRules.Key(faults, "outside_figure_reported.figure_key", figure.FigureKey, Limits.Words);
        var from = FieldRules.Day(faults, "outside_figure_reported.from_day", figure.FromDay);
        var until = FieldRules.Day(faults, "outside_figure_reported.until_day", figure.UntilDay);
        faults.AddIf(
            from < DateOnly.FromDateTime(past.Earliest.DateTime),
            "outside_figure_reported.from_day",
            "Lies before any event can: send the first day of the period.");
        faults.AddIf(
            until <= from, "outside_figure_reported.until_day", "Is not after from_day: send the day after the last.");
        FieldRules.Range(faults, "outside_figure_reported.numerator", figure.Numerator, 0, long.MaxValue);
        FieldRules.Range(faults, "outside_figure_reported.denominator", figure.Denominator, 0, long.MaxValue);
    }
}
