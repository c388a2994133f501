namespace CsPlatform.Persistence.Following;

/// <summary>Which poison records to list, oldest first.</summary>
/// <param name="Feed">Only of this feed; null: of all.</param>
/// <param name="IsOpen">Only those that are open, or only those that were applied since; null: both.</param>
/// <param name="Most">Most of a page.</param>
/// <param name="After">Where the page before ended; null: from the oldest.</param>
public sealed record PoisonQuery(string? Feed, bool? IsOpen, int Most, (DateTimeOffset PassedOverAt, PoisonKey Key)? After);
