using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Someone who may do so took a message, or the whole consultation, out of every reply metric.</summary>
/// <param name="Message">The message; null = the whole consultation.</param>
/// <param name="Why">The reason.</param>
/// <param name="By">Who decided it.</param>
public sealed record ExcludedEntry(Instant OccurredAt, EventKey Key, EventKey? Message, ExclusionReason Why, string By)
    : TimelineEntry(OccurredAt, Key);
