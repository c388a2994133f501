using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>What stopped a clock.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">The event.</param>
/// <param name="At">When it happened.</param>
public readonly record struct ClockStop(ClockStopReason Reason, EventKey By, Instant At);
