using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Every consultation of the shop that started within a span was taken out of every reply metric.</summary>
/// <param name="Span">The span, its end not included.</param>
/// <param name="Why">The reason.</param>
/// <param name="By">Who decided it.</param>
public sealed record SpanExcludedEntry(Instant OccurredAt, EventKey Key, Interval Span, ExclusionReason Why, string By)
    : TimelineEntry(OccurredAt, Key);
