using CsPlatform.Cli.Maps;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>A row or line of an import file: its events, or why it has none.</summary>
/// <param name="Line">The physical line that it begins on, from 1.</param>
/// <param name="Text">What to keep of it when it is rejected.</param>
/// <param name="Events">Its events, in order; empty when it is faulty, or when no event applies to it.</param>
/// <param name="Faults">Why it is faulty; empty when it is not.</param>
public sealed record FileEntry(int Line, IReadOnlyList<string> Text, IReadOnlyList<Event> Events, IReadOnlyList<RowFault> Faults);
