using CsPlatform.Adapters;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>A body by its items: events, and rows that are none, in the order in which they stand there.</summary>
internal sealed class WebhookBody
{
    // Reasons quote what they found, which may be megabytes.
    private const int MostReasonCharacters = 300;
    private readonly List<(long Line, Event? Event, IReadOnlyList<WebhookViolation>? Faults)> items = [];

    /// <summary>The events to be stored.</summary>
    internal List<Event> Events { get; } = [];

    /// <summary>Reads a body; null and the refusal when nothing of it can be taken.</summary>
    internal static WebhookBody? Read(IEventAdapter adapter, byte[] content, string source, out WebhookRefusal? refusal)
    {
        using var stream = new MemoryStream(content, writable: false);
        var reader = adapter.Open(stream);
        if (reader.Refusal.Count > 0)
        {
            refusal = new WebhookRefusal(StatusCodes.Status400BadRequest, Short(string.Join("; ", reader.Refusal.Select(Told))));
            return null;
        }

        var body = new WebhookBody();
        foreach (var entry in reader.Read())
        {
            body.Add(entry, source);
            if (body.items.Count > Limits.BatchEvents)
            {
                refusal = new WebhookRefusal(
                    StatusCodes.Status413PayloadTooLarge, $"More than {Limits.BatchEvents} events: split it into several requests.");
                return null;
            }
        }

        refusal = body.items.Count > 0 ? null : new WebhookRefusal(StatusCodes.Status400BadRequest, "The body holds no event.");
        return refusal is null ? body : null;
    }

    /// <summary>The answer, with one result per event that was stored or refused by the service.</summary>
    internal WebhookAnswer Answer(IReadOnlyList<ItemResult> results)
    {
        var told = new List<WebhookItem>(items.Count);
        var next = 0;
        foreach (var (line, item, faults) in items)
        {
            told.Add(faults is null
                ? Item(line, item!, results[next++])
                : new WebhookItem(line, item is null ? null : Short(item.EventId), Word(ItemOutcome.Rejected), null, null, faults));
        }

        return new WebhookAnswer(
            told.Count,
            Count(ItemOutcome.Accepted),
            Count(ItemOutcome.Duplicate),
            Count(ItemOutcome.Conflict),
            Count(ItemOutcome.Rejected),
            told);

        int Count(ItemOutcome outcome) => told.Count(item => item.Outcome == Word(outcome));
    }

    private static WebhookItem Item(long line, Event item, ItemResult result)
    {
        var isStored = result.Outcome is not ItemOutcome.Rejected;
        IReadOnlyList<WebhookViolation>? violations = isStored
            ? null
            : [.. result.Violations.Select(fault => new WebhookViolation(fault.Field, Short(fault.Description)))];
        return new WebhookItem(
            line, Short(item.EventId), Word(result.Outcome), isStored ? result.Partition : null, isStored ? result.Position : null, violations);
    }

    private void Add(InputEntry entry, string source)
    {
        if (entry.Faults.Count > 0)
        {
            items.Add((entry.Line, null, [.. entry.Faults.Select(fault => new WebhookViolation(fault.Field, Short(fault.Reason)))]));
        }

        foreach (var item in entry.Events)
        {
            if (item.Source == source)
            {
                items.Add((entry.Line, item, null));
                Events.Add(item);
            }
            else
            {
                var reason = $"\"{Short(item.Source)}\" is not the source of this webhook: send \"{source}\".";
                items.Add((entry.Line, item, [new WebhookViolation("source", reason)]));
            }
        }
    }

    private static string Word(ItemOutcome outcome) => outcome.ToString().ToUpperInvariant();

    private static string Told(InputFault fault) => fault.Field.Length == 0 ? fault.Reason : $"{fault.Field}: {fault.Reason}";

    private static string Short(string text) => text.Length <= MostReasonCharacters ? text : text[..MostReasonCharacters] + "…";
}
