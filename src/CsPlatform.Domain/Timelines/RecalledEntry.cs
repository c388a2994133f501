using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>
/// A message was recalled (撤回), by its sender. A recalled message of the buyer asks nothing, one of the shop answers nothing,
/// however late the recall is.
/// </summary>
/// <param name="Message">The message.</param>
public sealed record RecalledEntry(Instant OccurredAt, EventKey Key, EventKey Message) : TimelineEntry(OccurredAt, Key);
