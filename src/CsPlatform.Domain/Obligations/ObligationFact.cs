using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>Something that happened in a case, such as an application for a refund.</summary>
/// <param name="Kind">What happened, as rules name it.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="TimeKnown">Whether the time of day is known; otherwise only the natural day is.</param>
/// <param name="TermDays">A number of days that was promised for this case; null = none.</param>
public sealed record ObligationFact(string Kind, Instant OccurredAt, bool TimeKnown = true, int? TermDays = null);
