using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Between metadata entries and HTTP header fields.</summary>
internal static class MetadataHeaders
{
    /// <summary>
    /// Fields that belong to the protocol, not to the application; they are neither shown as nor taken from metadata.
    /// </summary>
    public static bool IsReserved(string name) => name.Length switch
    {
        0 => true,
        _ when name[0] == ':' => true,
        2 => Is(name, "te"),
        4 => Is(name, "host"),
        11 => Is(name, GrpcProtocol.StatusTrailer),
        12 => Is(name, "content-type") || Is(name, GrpcProtocol.MessageTrailer) || Is(name, GrpcProtocol.TimeoutHeader),
        13 => Is(name, GrpcProtocol.EncodingHeader),
        15 => Is(name, "accept-encoding"),
        16 => Is(name, "content-encoding"),
        17 => Is(name, "transfer-encoding"),
        20 => Is(name, GrpcProtocol.AcceptEncodingHeader),
        _ => false,
    };

    public static bool IsBinary(string name) => name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Adds one received field unless it is reserved. A binary field may carry several values joined by commas. Text that is no
    /// base64
    /// is dropped: what the peer put there cannot be told, and a call must not fail over a stray header.
    /// </summary>
    public static void AddReceived(Metadata metadata, string name, string value)
    {
        if (IsReserved(name))
        {
            return;
        }

        if (!IsBinary(name))
        {
            metadata.Add(Metadata.Entry.FromWire(name, value));
            return;
        }

        foreach (var part in value.AsSpan().Split(','))
        {
            if (TryDecodeBinary(value.AsSpan(part), out var bytes))
            {
                metadata.Add(Metadata.Entry.FromWire(name, bytes));
            }
        }
    }

    /// <summary>The text of an entry on the wire: base64 without padding for binary entries.</summary>
    public static string EncodeValue(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.BytesOnWire).TrimEnd('=') : entry.Value;

    /// <summary>Base64 with or without padding.</summary>
    public static bool TryDecodeBinary(ReadOnlySpan<char> text, out byte[] bytes)
    {
        text = text.Trim().TrimEnd('=');
        bytes = [];
        var missing = (4 - (text.Length % 4)) % 4;
        if (missing == 3)
        {
            return false;
        }

        Span<char> padded = text.Length <= 512 ? stackalloc char[516] : new char[text.Length + missing];
        padded = padded[..(text.Length + missing)];
        text.CopyTo(padded);
        padded[text.Length..].Fill('=');
        var decoded = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(padded, decoded, out var length))
        {
            return false;
        }

        bytes = length == decoded.Length ? decoded : decoded[..length];
        return true;
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
