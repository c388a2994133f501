using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Reads a shop's history from a cell such as "10:00 buyer U1, 10:03 human A; next 09:00 buyer U2": commas part entries,
/// semicolons part consultations, which are named c1, c2, …. Entries are numbered from 1 through the whole cell; "received
/// 09:00" at the end of one says when it was received.
/// </summary>
internal sealed class ReplyHistory(LocalDate day)
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss.FFF");

    private readonly Dictionary<string, Timeline> consultations = [];
    private readonly List<UserReport> reports = [];
    private int number;

    public static ShopHistory Read(string cell, LocalDate day)
    {
        var reading = new ReplyHistory(day);
        foreach (var consultation in cell.Split(';', StringSplitOptions.TrimEntries))
        {
            var entries = consultation.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(reading.Entry)
                .OfType<TimelineEntry>()
                .ToList();
            reading.consultations.Add($"c{reading.consultations.Count + 1}", Timeline.Of(entries));
        }

        return new ShopHistory(reading.consultations) { Reports = reading.reports };
    }

    private static EventKey Key(int number) => new("im", $"{number:000}");

    private TimelineEntry? Entry(string text)
    {
        number++;
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var at = At(words);
        var what = words.Dequeue();
        var name = words.Count > 0 && words.Peek() != "received" ? words.Dequeue() : null;
        if (what == "reported")
        {
            reports.Add(new UserReport(name!, at));
            return null;
        }

        var target = words.Count > 0 && words.Peek() != "received" ? words.Dequeue() : null;
        var entry = Entry(what, at, name, target);
        return words.TryDequeue(out _) ? entry with { ReceivedAt = At(words) } : entry;
    }

    private TimelineEntry Entry(string what, Instant at, string? name, string? target)
    {
        var key = Key(number);
        MessageEntry Message(SenderRole role) => new(at, key, role) { AgentId = role == SenderRole.Buyer ? null : name };
        return what switch
        {
            "buyer" => Message(SenderRole.Buyer) with { BuyerId = name },
            "human" => Message(SenderRole.HumanAgent),
            "assisted" => Message(SenderRole.AssistedBot),
            "bot" => Message(SenderRole.Bot),
            "automatic" => Message(SenderRole.Automatic),
            "system" => Message(SenderRole.System),
            "opened" => new OpenedEntry(at, key) { BuyerId = name },
            "closed" => new ClosedEntry(at, key),
            "rated" => new RatedEntry(at, key, int.Parse(name!, null)),
            "queued" => new QueuedEntry(at, key),
            "assigned" => new AssignedEntry(at, key, name!),
            "handed" => new HandedOverEntry(at, key, name == "?" ? null : name, target!),
            "offline" => new OfflineEntry(at, key),
            "recalled" => new RecalledEntry(at, key, Key(int.Parse(name!, null))),
            "excluded" => new ExcludedEntry(
                at,
                key,
                target is null ? null : Key(int.Parse(target, null)),
                Enum.Parse<ExclusionReason>(name!, ignoreCase: true),
                "operations"),
            _ => throw new ArgumentException($"\"{what}\" is no kind of entry.", nameof(what)),
        };
    }

    private Instant At(Queue<string> words)
    {
        var days = words.Peek() switch
        {
            "next" => 1,
            ['+' or '-', ..] and var ahead => int.Parse(ahead.TrimEnd('d'), null),
            _ => 0,
        };
        if (days != 0)
        {
            words.Dequeue();
        }

        var time = words.Dequeue();
        return ChinaTime.At(day.PlusDays(days) + Time.Parse(time.Length == 5 ? time + ":00" : time).Value);
    }
}
