namespace CsPlatform.Adapters.Maps;

/// <summary>How times are written.</summary>
/// <param name="Format">A .NET format, or null for ISO 8601 with an offset in each value.</param>
/// <param name="Offset">Offset from UTC of the wall-clock times; null when each value carries its own.</param>
public sealed record TimeRule(string? Format, TimeSpan? Offset);
