namespace CsPlatform.Metrics.Closing;

/// <summary>
/// A record of the event feed cannot be applied, so no day behind it can be closed truthfully. The message names the record.
/// </summary>
internal sealed class FeedStoppedException(string message, Exception cause) : Exception(message, cause);
