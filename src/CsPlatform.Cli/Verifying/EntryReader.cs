using System.Text.Json;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Cli.Verifying;

/// <summary>Reads the entries of timelines from an exported file.</summary>
internal static class EntryReader
{
    private const string Midnight = "24:00";
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>One entry.</summary>
    /// <exception cref="FormatException">It is of no known kind.</exception>
    public static TimelineEntry Read(JsonElement json)
    {
        var entry = Entry(json, Instant(Text(json, "at")), new EventKey(Text(json, "source"), Text(json, "id")));
        return entry with
        {
            ReceivedAt = Optional(json, "received_at") is { } received ? Instant(received) : null,
            Position = json.TryGetProperty("position", out var position) ? position.GetInt64() : null,
        };
    }

    /// <summary>The value of an enum by the name that contracts write.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static TEnum Named<TEnum>(string name)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Because.NameOf(value) == name)
            {
                return value;
            }
        }

        throw new FormatException($"\"{name}\" is no {typeof(TEnum).Name}.");
    }

    private static TimelineEntry Entry(JsonElement json, Instant at, EventKey key) => Text(json, "kind") switch
    {
        "message" => new MessageEntry(at, key, Named<SenderRole>(Text(json, "role")))
        {
            AgentId = Optional(json, "agent"), BuyerId = Optional(json, "buyer"),
        },
        "opened" => new OpenedEntry(at, key) { BuyerId = Optional(json, "buyer") },
        "closed" => new ClosedEntry(at, key),
        "rated" => new RatedEntry(at, key, json.GetProperty("stars").GetInt32()),
        "queued" => new QueuedEntry(at, key),
        "assigned" => new AssignedEntry(at, key, Text(json, "agent")),
        "handed_over" => new HandedOverEntry(at, key, Optional(json, "from"), Text(json, "agent")),
        "offline" => new OfflineEntry(at, key),
        "recalled" => new RecalledEntry(at, key, new EventKey(Text(json, "message_source"), Text(json, "message_id"))),
        "excluded" => new ExcludedEntry(at, key, Message(json), Why(json), Text(json, "by")),
        "report_decided" => new ReportDecidedEntry(
            at, key, Text(json, "report"), Text(json, "buyer"), json.GetProperty("upheld").GetBoolean()),
        "hours_stated" => new HoursStatedEntry(at, key, Hours(json)),
        "buyer_excluded" => new BuyerExcludedEntry(at, key, Text(json, "buyer"), Why(json), Text(json, "by")),
        "span_excluded" => new SpanExcludedEntry(
            at, key, new Interval(Instant(Text(json, "from")), Instant(Text(json, "until"))), Why(json), Text(json, "by")),
        var other => throw new FormatException($"\"{other}\" is no kind of entry."),
    };

    private static DailyHours Hours(JsonElement json) => new(
        Minute.Parse(Text(json, "from")).Value, Text(json, "until") is var until && until == Midnight ? null : Minute.Parse(until).Value);

    private static EventKey? Message(JsonElement json) =>
        Optional(json, "message_source") is { } source ? new EventKey(source, Text(json, "message_id")) : null;

    private static ExclusionReason Why(JsonElement json) => Named<ExclusionReason>(Text(json, "why"));

    private static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
