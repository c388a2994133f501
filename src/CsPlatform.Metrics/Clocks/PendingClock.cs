namespace CsPlatform.Metrics.Clocks;

/// <summary>What Redis is to hear of a clock.</summary>
/// <param name="At">When it rings, in milliseconds since 1970; null = no more.</param>
/// <param name="MayBeThere">Whether Redis may hold it.</param>
internal readonly record struct PendingClock(long? At, bool MayBeThere);
