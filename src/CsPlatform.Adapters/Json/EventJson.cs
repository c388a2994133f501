using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;

namespace CsPlatform.Adapters.Json;

/// <summary>One event in proto JSON, and what becomes of it when it is none.</summary>
internal static class EventJson
{
    /// <summary>Most bytes of one event's JSON.</summary>
    public const int BytesMax = 1024 * 1024;

    private const int KeptOfTooLong = 80;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>One JSON object per line: line, field, reason, and the event as it was.</summary>
    public static RejectsFormat Rejects { get; } = new(null, Rejected);

    /// <summary>The entry of an event's JSON.</summary>
    public static InputEntry Entry(long line, JsonPiece piece)
    {
        if (piece.IsTooLong)
        {
            var start = Encoding.UTF8.GetString(piece.Bytes[..KeptOfTooLong]);
            return Faulty(line, start, new InputFault("", $"it has more than {BytesMax} bytes; leave out what is no field of it"));
        }

        string content;
        try
        {
            content = Strict.GetString(piece.Bytes);
        }
        catch (DecoderFallbackException)
        {
            var kept = Encoding.UTF8.GetString(piece.Bytes);
            return Faulty(line, kept, new InputFault("", "it holds bytes that are not UTF-8; send it as UTF-8"));
        }

        try
        {
            return new InputEntry(line, [content], [JsonParser.Default.Parse<Event>(content)], []);
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            return Faulty(line, content, ProtoJsonFault.Find(Event.Descriptor, content, failure.Message));
        }
    }

    /// <summary>An entry without events.</summary>
    public static InputEntry Faulty(long line, string content, InputFault fault) => new(line, [content], [], [fault]);

    /// <summary>Whether a failure of the parser says that the text is no such message.</summary>
    public static bool IsMalformed(Exception failure) =>
        failure is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException
            or ArgumentException or InvalidOperationException;

    private static string Rejected(Reject reject)
    {
        var content = reject.Entry.Text[0];
        try
        {
            return Rejected(reject, JsonNode.Parse(content));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // It is no JSON, or JSON that nobody can write again, such as half a character: then it is kept as a text.
            return Rejected(reject, JsonValue.Create(content));
        }
    }

    private static string Rejected(Reject reject, JsonNode? item) => new JsonObject
    {
        ["line"] = reject.Entry.Line,
        ["field"] = reject.Field,
        ["reason"] = reject.Reason,
        ["event"] = item,
    }.ToJsonString();
}
