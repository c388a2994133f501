using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>The shop stated its working hours; they hold from then on, until it states others.</summary>
/// <param name="Hours">The hours.</param>
public sealed record HoursStatedEntry(Instant OccurredAt, EventKey Key, DailyHours Hours) : TimelineEntry(OccurredAt, Key);
