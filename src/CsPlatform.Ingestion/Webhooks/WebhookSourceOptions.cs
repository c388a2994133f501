namespace CsPlatform.Ingestion.Webhooks;

/// <summary>A system that sends events by webhook.</summary>
public sealed class WebhookSourceOptions
{
    /// <summary>The secrets that its requests may be signed with; several while one takes the place of another.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The format of its bodies; without it the request's Content-Type tells.</summary>
    public string? Format { get; init; }

    /// <summary>The map file (docs/import-maps.md) for a format that needs one, such as csv.</summary>
    public string? Map { get; init; }
}
