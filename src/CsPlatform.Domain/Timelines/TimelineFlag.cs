namespace CsPlatform.Domain.Timelines;

/// <summary>One thing in a timeline that cannot be.</summary>
/// <param name="Kind">What, and with which effect.</param>
/// <param name="Entry">The entry it was found at.</param>
public readonly record struct TimelineFlag(FlagKind Kind, EventKey Entry);
