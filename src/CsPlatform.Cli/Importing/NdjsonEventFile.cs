using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsPlatform.Cli.Csv;
using CsPlatform.Cli.Maps;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;

namespace CsPlatform.Cli.Importing;

/// <summary>A file with one event in proto JSON per line.</summary>
public sealed class NdjsonEventFile(Stream stream) : IEventFile
{
    /// <summary>Most characters of one line.</summary>
    public const int LineCharactersMax = 1024 * 1024;

    private readonly StreamReader text = new(
        stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);

    public (long Read, long Total) Progress => (stream.Position, stream.Length);

    public IEnumerable<FileEntry> Read()
    {
        var source = new CharSource(text);
        var line = new StringBuilder();
        for (var number = 1; source.Peek() >= 0; number++)
        {
            var whole = ReadLine(source, line);
            var content = line.ToString();
            if (!whole)
            {
                yield return Faulty(
                    number, content[..80], new RowFault("", $"a line of more than {LineCharactersMax} characters"));
            }
            else if (!string.IsNullOrWhiteSpace(content))
            {
                yield return Entry(number, content);
            }
        }
    }

    /// <summary>One JSON object per line: line, field, reason, and the event as it was.</summary>
    public RejectsFile RejectsAt(string path) => new(path, null, Rejected);

    public void Dispose() => text.Dispose();

    private static FileEntry Entry(int number, string content)
    {
        try
        {
            return new FileEntry(number, [content], [JsonParser.Default.Parse<Event>(content)], []);
        }
        catch (Exception failure) when (IsMalformed(failure))
        {
            return Faulty(number, content, ProtoJsonFault.Find(Event.Descriptor, content, failure.Message));
        }
    }

    internal static bool IsMalformed(Exception failure) =>
        failure is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException
            or ArgumentException;

    private static FileEntry Faulty(int number, string content, RowFault fault) => new(number, [content], [], [fault]);

    /// <summary>Reads to the line's end; false when the line is too long: what is over is passed over.</summary>
    private static bool ReadLine(CharSource source, StringBuilder line)
    {
        line.Clear();
        for (var next = source.Next(); next >= 0 && next != '\n'; next = source.Next())
        {
            if (line.Length <= LineCharactersMax)
            {
                line.Append((char)next);
            }
        }

        return line.Length <= LineCharactersMax;
    }

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
