namespace CsPlatform.Adapters;

/// <summary>One input, read once from beginning to end in bounded memory. It does not own the bytes' stream.</summary>
public interface IEventReader
{
    /// <summary>Why nothing of the input can be read, such as a header that lacks columns; empty when it can.</summary>
    IReadOnlyList<InputFault> Refusal { get; }

    /// <summary>How what this input has in vain is written down.</summary>
    RejectsFormat Rejects { get; }

    /// <summary>
    /// Every row, line or element, in order, each with its events or its faults; for a refused input one entry with the refusal.
    /// Whatever the content is, it is told in entries and never thrown. What reading the stream itself throws passes through.
    /// </summary>
    IEnumerable<InputEntry> Read();
}
