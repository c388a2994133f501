namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>Entries of many units as columns of equal length, in any order: row i of each is one entry.</summary>
public readonly ref struct ReplyColumns
{
    /// <exception cref="ArgumentException">The columns are not of the same length.</exception>
    public ReplyColumns(
        ReadOnlySpan<int> shops, ReadOnlySpan<long> units, ReadOnlySpan<ReplyEntryKind> kinds, ReadOnlySpan<long> millis)
    {
        if (units.Length != shops.Length || kinds.Length != shops.Length || millis.Length != shops.Length)
        {
            throw new ArgumentException("The columns are not of the same length.");
        }

        Shops = shops;
        Units = units;
        Kinds = kinds;
        Millis = millis;
    }

    /// <summary>The shop of each entry.</summary>
    public ReadOnlySpan<int> Shops { get; }

    /// <summary>The unit of each entry; a unit belongs to one shop.</summary>
    public ReadOnlySpan<long> Units { get; }

    /// <summary>What each entry is.</summary>
    public ReadOnlySpan<ReplyEntryKind> Kinds { get; }

    /// <summary>When each happened: milliseconds since 1970-01-01T00:00Z.</summary>
    public ReadOnlySpan<long> Millis { get; }
}
