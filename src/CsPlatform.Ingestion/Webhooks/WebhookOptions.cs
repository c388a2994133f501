using System.ComponentModel.DataAnnotations;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>What can be set for webhooks, section "Ingestion": the sources are a section of their own below it.</summary>
public sealed class WebhookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Ingestion";

    /// <summary>The sources that may send, by their name: Webhooks:NAME. One without a secret does not exist.</summary>
    public Dictionary<string, WebhookSourceOptions> Webhooks { get; init; } = [];

    /// <summary>Most bytes of a request's body.</summary>
    [Range(1, 64 * 1024 * 1024)]
    public int WebhookBodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How far the time of a request may be from this service's clock, in either direction.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan WebhookWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a body may take to arrive.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan WebhookBodyTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that are worked on at the same time; more are told to come again.</summary>
    [Range(1, 1_000)]
    public int WebhookRequests { get; init; } = 16;
}
