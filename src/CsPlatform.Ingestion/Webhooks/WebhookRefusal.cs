namespace CsPlatform.Ingestion.Webhooks;

/// <summary>A request that is refused whole; nothing of it is stored.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">What to do, for the sender.</param>
/// <param name="RetryAfter">When to come again, signed anew; null when that would not help.</param>
internal sealed record WebhookRefusal(int Status, string Reason, TimeSpan? RetryAfter = null);
