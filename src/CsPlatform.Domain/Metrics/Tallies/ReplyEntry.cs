namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>One entry of a stream in eight bytes: when, and what. Entries order by time and, at the same instant, by kind.</summary>
public readonly record struct ReplyEntry : IComparable<ReplyEntry>
{
    private const int KindBits = 3;
    private const long KindMask = (1 << KindBits) - 1;

    private readonly long packed;

    /// <param name="kind">What it is.</param>
    /// <param name="millis">When it happened: milliseconds since 1970-01-01T00:00Z.</param>
    public ReplyEntry(ReplyEntryKind kind, long millis) => packed = (millis * (KindMask + 1)) | (byte)kind;

    /// <summary>What it is.</summary>
    public ReplyEntryKind Kind => (ReplyEntryKind)(packed & KindMask);

    /// <summary>When it happened: milliseconds since 1970-01-01T00:00Z.</summary>
    public long Millis => packed >> KindBits;

    public int CompareTo(ReplyEntry other) => packed.CompareTo(other.packed);

    public static bool operator <(ReplyEntry left, ReplyEntry right) => left.packed < right.packed;

    public static bool operator >(ReplyEntry left, ReplyEntry right) => left.packed > right.packed;

    public static bool operator <=(ReplyEntry left, ReplyEntry right) => left.packed <= right.packed;

    public static bool operator >=(ReplyEntry left, ReplyEntry right) => left.packed >= right.packed;
}
