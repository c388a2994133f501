namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// The order of event ids, which is the database's: by the bytes of UTF-8 (COLLATE "C"). It differs from the order of
/// UTF-16 where characters above U+FFFF meet those from U+E000 on.
/// </summary>
internal sealed class IdOrder : IComparer<string>
{
    internal static readonly IdOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var common = left.CommonPrefixLength(right);
        return common < left.Length && common < right.Length
            ? Weight(left[common]).CompareTo(Weight(right[common]))
            : left.Length.CompareTo(right.Length);
    }

    // Halves of characters above U+FFFF go behind everything else.
    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x1_0000 : unit;
}
