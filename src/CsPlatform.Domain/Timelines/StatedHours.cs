using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Timelines;

/// <summary>Working hours that a shop stated.</summary>
/// <param name="From">Since when they hold, until the next.</param>
/// <param name="Hours">The hours.</param>
public sealed record StatedHours(Instant From, DailyHours Hours);
