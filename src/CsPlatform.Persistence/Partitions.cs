using System.Buffers;
using System.Text;

namespace CsPlatform.Persistence;

/// <summary>
/// The fixed number of partitions and the fixed way from a key to its partition. Rows of every table are placed by it,
/// so neither the number nor the hash may ever change: golden tests pin both.
/// </summary>
public static class Partitions
{
    /// <summary>Number of partitions; they are numbered from 0 to <c>Count - 1</c>.</summary>
    public const int Count = 256;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const byte Separator = 0x1F;

    /// <summary>All partition numbers, ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, Count)];

    /// <summary>The partition of a key made of one or more parts. Parts are compared as written: case and width matter.</summary>
    public static int Of(params ReadOnlySpan<string> keyParts)
    {
        if (keyParts.IsEmpty)
        {
            throw new ArgumentException("A key has at least one part.", nameof(keyParts));
        }

        var hash = FnvOffset;
        for (var i = 0; i < keyParts.Length; i++)
        {
            if (i > 0)
            {
                hash = unchecked((hash ^ Separator) * FnvPrime);
            }

            hash = AddPart(hash, keyParts[i]);
        }

        return (int)(Mix(hash) % Count);
    }

    /// <summary>Throws when <paramref name="partition"/> is no partition number.</summary>
    public static void ThrowIfUnknown(int partition)
    {
        if (partition is < 0 or >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(partition), partition, $"Partitions are numbered from 0 to {Count - 1}.");
        }
    }

    private static ulong AddPart(ulong hash, string part)
    {
        var size = Encoding.UTF8.GetMaxByteCount(part.Length);
        byte[]? rented = null;
        var bytes = size <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(size);
        var written = Encoding.UTF8.GetBytes(part, bytes);
        foreach (var b in bytes[..written])
        {
            hash = unchecked((hash ^ b) * FnvPrime);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    // The low byte of plain FNV-1a depends only on the low bytes of its state; mixing the whole word into it spreads short ids
    // evenly.
    private static ulong Mix(ulong hash)
    {
        unchecked
        {
            hash ^= hash >> 33;
            hash *= 0xff51afd7ed558ccd;
            hash ^= hash >> 33;
            hash *= 0xc4ceb9fe1a85ec53;
            return hash ^ (hash >> 33);
        }
    }
}
