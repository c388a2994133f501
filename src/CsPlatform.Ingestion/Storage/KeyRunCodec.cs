using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// The keys of a run as bytes. Neighbouring ids share most of their characters and neighbouring positions differ little, so that a key
/// takes little more than its content hash:
/// <code>
/// count | arrivals: (claim, how many keys, late or not)… | ids: (shared bytes, other bytes, these)… | position steps… | hashes…
/// </code>
/// Numbers are base-128 integers, steps are zigzag ones, a claim has 8 bytes and a hash 32.
/// </summary>
internal static class KeyRunCodec
{
    private const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>The bytes of keys that are in <see cref="IdOrder"/> and differ.</summary>
    internal static byte[] Encode(ReadOnlySpan<KeyValuePair<string, StoredKey>> keys)
    {
        var output = new ArrayBufferWriter<byte>(64 + (keys.Length * (HashBytes + 8)));
        Write(output, (ulong)keys.Length);
        WriteArrivals(output, keys);
        WriteIds(output, keys);
        var position = 0L;
        foreach (var (_, key) in keys)
        {
            var step = key.Position - position;
            Write(output, unchecked((ulong)((step << 1) ^ (step >> 63))));
            position = key.Position;
        }

        foreach (var (_, key) in keys)
        {
            output.Write(key.ContentHash);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The keys of a payload.</summary>
    /// <exception cref="InvalidDataException">The payload is damaged.</exception>
    internal static KeyValuePair<string, StoredKey>[] Decode(ReadOnlySpan<byte> payload)
    {
        try
        {
            return DecodeTrusted(payload);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"A run of event keys with {payload.Length} bytes is damaged.", e);
        }
    }

    private static KeyValuePair<string, StoredKey>[] DecodeTrusted(ReadOnlySpan<byte> payload)
    {
        var rest = payload;
        var count = Read(ref rest);
        if (count > (ulong)(rest.Length / HashBytes))
        {
            throw new InvalidDataException($"{count} event keys do not fit {rest.Length} bytes.");
        }

        var keys = new KeyValuePair<string, StoredKey>[count];
        var arrivals = ReadArrivals(ref rest, keys.Length);
        var ids = ReadIds(ref rest, keys.Length);
        var positions = new long[keys.Length];
        var position = 0L;
        for (var i = 0; i < keys.Length; i++)
        {
            var step = Read(ref rest);
            positions[i] = position += (long)(step >> 1) ^ -(long)(step & 1);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new(ids[i], new StoredKey(positions[i], rest[..HashBytes].ToArray(), arrivals[i].IsLate, arrivals[i].Claim));
            rest = rest[HashBytes..];
        }

        return rest.IsEmpty ? keys : throw new InvalidDataException($"A run of event keys has {rest.Length} bytes too many.");
    }

    private static void WriteArrivals(ArrayBufferWriter<byte> output, ReadOnlySpan<KeyValuePair<string, StoredKey>> keys)
    {
        for (var start = 0; start < keys.Length;)
        {
            var first = keys[start].Value;
            var end = start + 1;
            while (end < keys.Length && keys[end].Value.Claim == first.Claim && keys[end].Value.IsLate == first.IsLate)
            {
                end++;
            }

            BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), first.Claim);
            output.Advance(sizeof(long));
            Write(output, ((ulong)(end - start) << 1) | (first.IsLate ? 1UL : 0UL));
            start = end;
        }
    }

    private static (long Claim, bool IsLate)[] ReadArrivals(ref ReadOnlySpan<byte> rest, int count)
    {
        var arrivals = new (long, bool)[count];
        for (var start = 0; start < count;)
        {
            var claim = BinaryPrimitives.ReadInt64LittleEndian(rest);
            rest = rest[sizeof(long)..];
            var length = Read(ref rest);
            var group = arrivals.AsSpan(start, checked((int)(length >> 1)));
            group.Fill((claim, (length & 1) == 1));
            start += group.Length;
        }

        return arrivals;
    }

    private static void WriteIds(ArrayBufferWriter<byte> output, ReadOnlySpan<KeyValuePair<string, StoredKey>> keys)
    {
        Span<byte> before = stackalloc byte[Limits.Id * 4];
        Span<byte> now = stackalloc byte[Limits.Id * 4];
        var beforeLength = 0;
        foreach (var (id, _) in keys)
        {
            var length = Encoding.UTF8.GetBytes(id, now);
            var shared = now[..length].CommonPrefixLength(before[..beforeLength]);
            Write(output, (ulong)shared);
            Write(output, (ulong)(length - shared));
            output.Write(now[shared..length]);
            now[..length].CopyTo(before);
            beforeLength = length;
        }
    }

    private static string[] ReadIds(ref ReadOnlySpan<byte> rest, int count)
    {
        var ids = new string[count];
        Span<byte> id = stackalloc byte[Limits.Id * 4];
        for (var i = 0; i < count; i++)
        {
            var shared = checked((int)Read(ref rest));
            var others = checked((int)Read(ref rest));
            rest[..others].CopyTo(id[shared..]);
            rest = rest[others..];
            ids[i] = Encoding.UTF8.GetString(id[..(shared + others)]);
        }

        return ids;
    }

    private static void Write(ArrayBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value & 0x7F | 0x80);
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    private static ulong Read(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var i = 0; i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("A number in a run of event keys has no end.");
    }
}
