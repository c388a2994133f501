namespace CsPlatform.Adapters.Csv;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The physical line that it begins on, from 1.</param>
/// <param name="Fields">Its fields, unquoted; empty when it is malformed.</param>
/// <param name="Raw">Its text as written, without the line end.</param>
/// <param name="Fault">What is malformed; null when nothing is.</param>
public sealed record CsvRecord(long Line, IReadOnlyList<string> Fields, string Raw, string? Fault);
