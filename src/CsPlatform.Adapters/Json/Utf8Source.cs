namespace CsPlatform.Adapters.Json;

/// <summary>Bytes of a UTF-8 text one by one, with look-ahead of one; counts lines and passes over a byte order mark.</summary>
internal sealed class Utf8Source(Stream stream)
{
    private const int BufferBytes = 64 * 1024;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private readonly byte[] buffer = new byte[BufferBytes];
    private int position;
    private int length;
    private bool isBegun;

    /// <summary>The line of the next byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next byte without taking it; -1 at the end.</summary>
    public int Peek() => position < length || Fill() ? buffer[position] : -1;

    /// <summary>Takes the next byte; -1 at the end.</summary>
    public int Next()
    {
        if (position >= length && !Fill())
        {
            return -1;
        }

        var taken = buffer[position++];
        if (taken == '\n')
        {
            Line++;
        }

        return taken;
    }

    private bool Fill()
    {
        position = 0;
        if (isBegun)
        {
            length = stream.Read(buffer, 0, buffer.Length);
            return length > 0;
        }

        isBegun = true;
        length = stream.ReadAtLeast(buffer, ByteOrderMark.Length, throwOnEndOfStream: false);
        if (buffer.AsSpan(0, length).StartsWith(ByteOrderMark))
        {
            position = ByteOrderMark.Length;
        }

        return position < length || Fill();
    }
}
