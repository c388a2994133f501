namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>Entries of many streams as columns of equal length, in any order: row i of each is one entry.</summary>
public readonly ref struct ReplyColumns
{
    /// <exception cref="ArgumentException">The columns are not of the same length.</exception>
    public ReplyColumns(
        ReadOnlySpan<int> shops, ReadOnlySpan<long> streams, ReadOnlySpan<ReplyEntryKind> kinds, ReadOnlySpan<long> millis)
    {
        if (streams.Length != shops.Length || kinds.Length != shops.Length || millis.Length != shops.Length)
        {
            throw new ArgumentException("The columns are not of the same length.");
        }

        Shops = shops;
        Streams = streams;
        Kinds = kinds;
        Millis = millis;
    }

    /// <summary>The shop of each entry.</summary>
    public ReadOnlySpan<int> Shops { get; }

    /// <summary>The stream of each entry: its consultation, or its buyer; a stream belongs to one shop.</summary>
    public ReadOnlySpan<long> Streams { get; }

    /// <summary>What each entry is.</summary>
    public ReadOnlySpan<ReplyEntryKind> Kinds { get; }

    /// <summary>When each happened: milliseconds since 1970-01-01T00:00Z.</summary>
    public ReadOnlySpan<long> Millis { get; }
}
