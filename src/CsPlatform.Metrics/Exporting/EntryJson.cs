using System.Text.Json;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Metrics.Exporting;

/// <summary>Entries of timelines as the exported file has them: one object each, with the names of the file's own format.</summary>
internal static class EntryJson
{
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    internal static void Write(Utf8JsonWriter json, TimelineEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("source", entry.Key.Source);
        json.WriteString("id", entry.Key.Id);
        json.WriteString("at", At(entry.OccurredAt));
        Optional(json, "received_at", entry.ReceivedAt is { } received ? At(received) : null);
        if (entry.Position is { } position)
        {
            json.WriteNumber("position", position);
        }

        WriteOfConsultation(json, entry);
        json.WriteEndObject();
    }

    /// <summary>An instant to the nanosecond, in UTC.</summary>
    internal static string At(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static void WriteOfConsultation(Utf8JsonWriter json, TimelineEntry entry)
    {
        switch (entry)
        {
            case MessageEntry message:
                json.WriteString("kind", "message");
                json.WriteString("role", Because.NameOf(message.Role));
                Optional(json, "agent", message.AgentId);
                Optional(json, "buyer", message.BuyerId);
                break;
            case OpenedEntry opened:
                json.WriteString("kind", "opened");
                Optional(json, "buyer", opened.BuyerId);
                break;
            case ClosedEntry:
                json.WriteString("kind", "closed");
                break;
            case RatedEntry rated:
                json.WriteString("kind", "rated");
                json.WriteNumber("stars", rated.Stars);
                break;
            case QueuedEntry:
                json.WriteString("kind", "queued");
                break;
            case AssignedEntry assigned:
                json.WriteString("kind", "assigned");
                json.WriteString("agent", assigned.AgentId);
                break;
            case HandedOverEntry handedOver:
                json.WriteString("kind", "handed_over");
                Optional(json, "from", handedOver.FromAgentId);
                json.WriteString("agent", handedOver.ToAgentId);
                break;
            case OfflineEntry:
                json.WriteString("kind", "offline");
                break;
            case RecalledEntry recalled:
                json.WriteString("kind", "recalled");
                Message(json, recalled.Message);
                break;
            case ExcludedEntry excluded:
                json.WriteString("kind", "excluded");
                Message(json, excluded.Message);
                Decision(json, excluded.Why, excluded.By);
                break;
            default:
                WriteOfShop(json, entry);
                break;
        }
    }

    private static void WriteOfShop(Utf8JsonWriter json, TimelineEntry entry)
    {
        switch (entry)
        {
            case ReportDecidedEntry report:
                json.WriteString("kind", "report_decided");
                json.WriteString("report", report.ReportId);
                json.WriteString("buyer", report.BuyerId);
                json.WriteBoolean("upheld", report.IsUpheld);
                break;
            case HoursStatedEntry stated:
                json.WriteString("kind", "hours_stated");
                json.WriteString("from", Minute.Format(stated.Hours.From));
                json.WriteString("until", stated.Hours.Until is { } until ? Minute.Format(until) : "24:00");
                break;
            case BuyerExcludedEntry buyer:
                json.WriteString("kind", "buyer_excluded");
                json.WriteString("buyer", buyer.BuyerId);
                Decision(json, buyer.Why, buyer.By);
                break;
            case SpanExcludedEntry span:
                json.WriteString("kind", "span_excluded");
                json.WriteString("from", At(span.Span.Start));
                json.WriteString("until", At(span.Span.End));
                Decision(json, span.Why, span.By);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(entry), entry, "This entry has no form in a file.");
        }
    }

    private static void Decision(Utf8JsonWriter json, ExclusionReason why, string by)
    {
        json.WriteString("why", Because.NameOf(why));
        json.WriteString("by", by);
    }

    private static void Message(Utf8JsonWriter json, EventKey? message)
    {
        if (message is { } meant)
        {
            json.WriteString("message_source", meant.Source);
            json.WriteString("message_id", meant.Id);
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
