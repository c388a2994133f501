namespace CsPlatform.Metrics.Storage;

/// <summary>Says when a row of clocks has to be looked at.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Id">The row.</param>
/// <param name="At">In milliseconds since 1970.</param>
internal readonly record struct DueClock(int Partition, Guid Id, long At);
