using System.Buffers.Binary;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Makes damaged requests out of whole ones. The same seed makes the same requests.</summary>
internal sealed class FrameMutator(int seed)
{
    private const int MostBytes = 1 << 20;

    private static readonly List<GoldenFrames.Frame> Frames = [.. GoldenFrames.All.Where(frame => frame.Message != "EventRecord")];

    // Numbers at which something ends: of bytes, of signs, of batches.
    private static readonly ulong[] Edges =
        [0, 1, 127, 128, 255, 256, 8_192, 8_193, 65_535, 1 << 20, int.MaxValue, 1UL << 31, uint.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue];

    private readonly Random random = new(seed);

    /// <summary>The next request: a method and its body.</summary>
    internal (string Method, byte[] Body) Next()
    {
        var frame = Frames[random.Next(Frames.Count)];
        // A few are sent as they are, so that the feed holds something that damaged copies meet again.
        var message = random.Next(20) == 0 ? frame.Bytes : Damage(frame.Bytes);
        var method = frame.Message == "IngestEventsRequest" ? "IngestEvents" : "SubmitEvents";
        return (method, Framed(message));
    }

    private byte[] Damage(byte[] message)
    {
        for (var times = random.Next(1, 5); times > 0 && message.Length is > 0 and < MostBytes; times--)
        {
            message = random.Next(9) switch
            {
                0 => Set(message, (byte)(message[At(message)] ^ (1 << random.Next(8)))),
                1 => Set(message, (byte)random.Next(256)),
                2 => message[..At(message)],
                3 => Spliced(message, Frames[random.Next(Frames.Count)].Bytes),
                4 => Cut(message),
                5 => Repeated(message),
                6 => Inserted(message, Varint(Edges[random.Next(Edges.Length)])),
                7 => Replaced(message, Varint(Edges[random.Next(Edges.Length)])),
                _ => [.. message, .. RawEvent.Field(random.Next(1, 3000), Frames[random.Next(Frames.Count)].Bytes)],
            };
        }

        return message;
    }

    private byte[] Framed(byte[] message)
    {
        var frame = RawGrpc.Frame(message);
        switch (random.Next(20))
        {
            case 0:
                frame[0] = (byte)random.Next(256);
                return frame;
            case 1:
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)(Edges[random.Next(Edges.Length)] & uint.MaxValue));
                return frame;
            case 2:
                return frame[..random.Next(frame.Length)];
            case 3:
                return [.. frame, .. RawGrpc.Frame(Frames[random.Next(Frames.Count)].Bytes)];
            default:
                return frame;
        }
    }

    private int At(byte[] message) => random.Next(message.Length);

    private byte[] Set(byte[] message, byte value)
    {
        var changed = message.ToArray();
        changed[At(message)] = value;
        return changed;
    }

    private byte[] Spliced(byte[] one, byte[] other) => [.. one[..At(one)], .. other[At(other)..]];

    private (int From, int Until) Range(byte[] message)
    {
        var from = At(message);
        return (from, from + random.Next(message.Length - from) + 1);
    }

    private byte[] Cut(byte[] message)
    {
        var (from, until) = Range(message);
        return [.. message[..from], .. message[until..]];
    }

    private byte[] Repeated(byte[] message)
    {
        var (from, until) = random.Next(2) == 0 ? (0, message.Length) : Range(message);
        var part = message[from..until];
        return [.. message[..until], .. Enumerable.Repeat(part, random.Next(1, 6)).SelectMany(bytes => bytes), .. message[until..]];
    }

    private byte[] Inserted(byte[] message, byte[] bytes)
    {
        var at = At(message);
        return [.. message[..at], .. bytes, .. message[at..]];
    }

    private byte[] Replaced(byte[] message, byte[] bytes)
    {
        var at = At(message);
        return [.. message[..at], .. bytes, .. message[(at + 1)..]];
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7)
        {
            bytes.Add((byte)((value & 127) | 128));
        }

        return [.. bytes, (byte)value];
    }
}
