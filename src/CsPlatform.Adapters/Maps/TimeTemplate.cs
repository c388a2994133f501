namespace CsPlatform.Adapters.Maps;

/// <summary>When an event happened.</summary>
/// <param name="Constant">The same instant for every row; null when a column tells.</param>
/// <param name="Column">The column with the time.</param>
/// <param name="PlusSecondsColumn">A column with seconds to add; null = none.</param>
public sealed record TimeTemplate(DateTimeOffset? Constant, string? Column, string? PlusSecondsColumn);
