using Google.Protobuf;

namespace CsPlatform.Ingestion.Tests;

/// <summary>Events written field by field, with bytes that no typed client would put there.</summary>
internal static class RawEvent
{
    /// <summary>Bytes as the message of an event's or a request's field.</summary>
    internal static byte[] Field(int number, params byte[] content)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
        output.Flush();
        return stream.ToArray();
    }

    /// <summary>A whole event, but for those of its ids that are given here as bytes.</summary>
    internal static byte[] Message(
        byte[]? source = null, byte[]? eventId = null, byte[]? platform = null, byte[]? shop = null, byte[]? time = null,
        byte[]? consultation = null, byte[]? text = null) =>
    [
        .. Field(1, source ?? [.. "im"u8]),
        .. Field(2, eventId ?? [.. "e-1"u8]),
        .. Field(3, [.. Field(1, platform ?? [.. "xiaohongshu"u8]), .. Field(2, shop ?? [.. "shop-1"u8])]),
        .. Field(4, time ?? [0x08, 0x80, 0xB4, 0xAB, 0xB2, 0x06]),
        .. Field(10, [.. Field(1, consultation ?? [.. "c-1"u8]), 0x10, 1, .. Field(5, text ?? [])]),
    ];

    /// <summary>A SubmitEventsRequest of these events.</summary>
    internal static byte[] Request(params IEnumerable<byte[]> events) => [.. events.SelectMany(item => Field(1, item))];
}
