using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>A message; its text is no business of any metric.</summary>
public sealed record MessageEntry(Instant OccurredAt, EventKey Key, SenderRole Role) : TimelineEntry(OccurredAt, Key);
