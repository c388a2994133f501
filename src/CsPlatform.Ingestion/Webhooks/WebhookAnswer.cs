using System.Text.Json.Serialization;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>What became of a request: offered = accepted + duplicate + conflict + rejected.</summary>
/// <param name="Offered">Events of the body, and rows that could not become events.</param>
/// <param name="Accepted">Stored now.</param>
/// <param name="Duplicate">Stored before with the same content.</param>
/// <param name="Conflict">Stored before with other content.</param>
/// <param name="Rejected">Faulty.</param>
/// <param name="Results">One per event or faulty row, in the order of the body.</param>
internal sealed record WebhookAnswer(
    [property: JsonPropertyName("offered")] int Offered,
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("duplicate")] int Duplicate,
    [property: JsonPropertyName("conflict")] int Conflict,
    [property: JsonPropertyName("rejected")] int Rejected,
    [property: JsonPropertyName("results")] IReadOnlyList<WebhookItem> Results);
