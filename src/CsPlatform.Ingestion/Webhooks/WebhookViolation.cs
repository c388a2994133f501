using System.Text.Json.Serialization;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>One fault of one field.</summary>
/// <param name="Field">The field or column; empty when it is the whole.</param>
/// <param name="Description">What is wrong and what to send instead.</param>
internal sealed record WebhookViolation(
    [property: JsonPropertyName("field")] string Field, [property: JsonPropertyName("description")] string Description);
