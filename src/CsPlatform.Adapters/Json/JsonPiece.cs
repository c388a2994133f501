namespace CsPlatform.Adapters.Json;

/// <summary>Gathers the bytes of one event's JSON, up to a limit: what is over it is dropped and remembered.</summary>
internal sealed class JsonPiece
{
    private const int FirstBytes = 1024;
    private byte[] bytes = new byte[FirstBytes];
    private int length;

    /// <summary>Whether more came than is kept.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What is kept.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>Whether nothing but blanks came.</summary>
    public bool IsBlank => Bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public void Clear() => (length, IsTooLong) = (0, false);

    public void Add(int next)
    {
        if (length == EventJson.BytesMax)
        {
            IsTooLong = true;
            return;
        }

        if (length == bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        bytes[length++] = (byte)next;
    }
}
