namespace CsPlatform.Adapters;

/// <summary>How what was not stored is written down, so that it can be mended and read again.</summary>
/// <param name="Heading">The first line; null = none.</param>
/// <param name="LineOf">A reject as a line.</param>
public sealed record RejectsFormat(string? Heading, Func<Reject, string> LineOf);
