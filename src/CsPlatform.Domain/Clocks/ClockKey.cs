using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>Identity of a clock among those of its subject: the same wait has the same key, however often it is looked at.</summary>
/// <param name="RuleId">The metric with a time limit, or the obligation.</param>
/// <param name="ArmedBy">The event that began the wait.</param>
/// <param name="ArmedAt">When the wait began: a message that changes hands begins anew with the new holder.</param>
/// <param name="DueAt">By when it has to end.</param>
public readonly record struct ClockKey(string RuleId, EventKey ArmedBy, Instant ArmedAt, Instant DueAt);
