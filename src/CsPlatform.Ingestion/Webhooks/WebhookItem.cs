using System.Text.Json.Serialization;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>What became of an event or of a row that could not become one.</summary>
/// <param name="Line">The line of the body that it begins on, from 1.</param>
/// <param name="EventId">The event's id; null for a row that became no event.</param>
/// <param name="Outcome">ACCEPTED, DUPLICATE, CONFLICT or REJECTED.</param>
/// <param name="Partition">Where it is stored; null for REJECTED.</param>
/// <param name="Position">Where it is stored; null for REJECTED.</param>
/// <param name="Violations">What is wrong, for REJECTED; otherwise null.</param>
internal sealed record WebhookItem(
    [property: JsonPropertyName("line")] long Line,
    [property: JsonPropertyName("event_id")] string? EventId,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("partition")] int? Partition,
    [property: JsonPropertyName("position")] long? Position,
    [property: JsonPropertyName("violations")] IReadOnlyList<WebhookViolation>? Violations);
