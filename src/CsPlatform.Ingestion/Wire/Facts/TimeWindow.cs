namespace CsPlatform.Ingestion.Wire.Facts;

/// <summary>When something that an event calls past can have happened.</summary>
/// <param name="Earliest">Before it, a clock is broken.</param>
/// <param name="Latest">After it, a clock runs ahead.</param>
internal readonly record struct TimeWindow(DateTimeOffset Earliest, DateTimeOffset Latest);
