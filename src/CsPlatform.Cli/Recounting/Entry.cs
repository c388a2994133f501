using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>What remains of an event of a consultation: only what is counted by.</summary>
/// <param name="At">When it happened, in nanoseconds since 1970.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Entry(long At, string Source, string Id, EntryKind Kind) : IComparable<Entry>
{
    /// <summary>Of a message: who wrote it.</summary>
    public SenderRole Role { get; init; }

    /// <summary>The stars of a rating on the usual scale, else 0.</summary>
    public byte Stars { get; init; }

    /// <summary>Whether it claims to have happened well after it was received.</summary>
    public bool IsFromTheFuture { get; init; }

    /// <summary>The buyer of an opening or of a buyer's message; else the agent who wrote, or who has it from then on. Null = not known.</summary>
    public string? Who { get; init; }

    /// <summary>Of a hand-over: the agent who gave it away. Null = not known.</summary>
    public string? From { get; init; }

    /// <summary>By time, at the same instant by source and id.</summary>
    public int CompareTo(Entry other) =>
        At != other.At ? At.CompareTo(other.At)
        : string.CompareOrdinal(Source, other.Source) is not 0 and var bySource ? bySource
        : string.CompareOrdinal(Id, other.Id);

    public static bool operator <(Entry left, Entry right) => left.CompareTo(right) < 0;

    public static bool operator >(Entry left, Entry right) => left.CompareTo(right) > 0;

    public static bool operator <=(Entry left, Entry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Entry left, Entry right) => left.CompareTo(right) >= 0;
}
