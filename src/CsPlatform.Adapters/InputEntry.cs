using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters;

/// <summary>A row, line or element of the input: its events, or why it has none.</summary>
/// <param name="Line">The physical line that it begins on, from 1.</param>
/// <param name="Text">What to keep of it when it is rejected.</param>
/// <param name="Events">Its events, in order; empty when it is faulty, or when no event applies to it.</param>
/// <param name="Faults">Why it is faulty; empty when it is not.</param>
public sealed record InputEntry(long Line, IReadOnlyList<string> Text, IReadOnlyList<Event> Events, IReadOnlyList<InputFault> Faults);
