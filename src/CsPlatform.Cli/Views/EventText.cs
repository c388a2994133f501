using System.Collections;
using System.Globalization;
using System.Text;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Cli.Views;

/// <summary>
/// The content of an item for people: the event as proto JSON where the bytes are one, else the bytes in hexadecimal. What people
/// wrote to each other stays out unless it is asked for.
/// </summary>
public static class EventText
{
    private const string FieldOfTexts = "text";
    private const int BytesOfLine = 16;
    private static readonly JsonFormatter Formatter = new(
        JsonFormatter.Settings.Default.WithIndentation().WithPreserveProtoFieldNames(true));

    /// <summary>The event that the bytes are; null when they are none or only a part of one.</summary>
    public static Event? Decode(QuarantinedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.IsCutOff)
        {
            return null;
        }

        try
        {
            return Event.Parser.ParseFrom(item.Content);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The event as proto JSON.</summary>
    public static string Json(Event item, bool withText)
    {
        ArgumentNullException.ThrowIfNull(item);
        var shown = item.Clone();
        if (!withText)
        {
            HideTexts(shown);
        }

        return Formatter.Format(shown);
    }

    /// <summary>
    /// The bytes, sixteen a line. Without the texts they end where the first fact begins: what stands before it says who sent what
    /// about which shop.
    /// </summary>
    public static string Hex(ReadOnlyMemory<byte> content, bool withText)
    {
        var shown = withText ? content.Length : HeadLength(content);
        var text = new StringBuilder();
        for (var start = 0; start < shown; start += BytesOfLine)
        {
            var line = content.Span[start..Math.Min(start + BytesOfLine, shown)];
            text.Append(CultureInfo.InvariantCulture, $"{start:x6} ");
            foreach (var b in line)
            {
                text.Append(CultureInfo.InvariantCulture, $" {b:x2}");
            }

            text.AppendLine();
        }

        return shown == content.Length
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"and {content.Length - shown} bytes that may hold texts: --text shows them")
                .AppendLine().ToString();
    }

    private static void HideTexts(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType is FieldType.Message && !field.IsMap)
            {
                var value = field.Accessor.GetValue(message);
                foreach (var inner in field.IsRepeated ? ((IList)value).OfType<IMessage>() : value is IMessage one ? [one] : [])
                {
                    HideTexts(inner);
                }
            }
            else if (field is { Name: FieldOfTexts, IsRepeated: false } && field.Accessor.GetValue(message) is string { Length: > 0 } text)
            {
                field.Accessor.SetValue(message, $"({text.EnumerateRunes().Count()} characters: --text shows them)");
            }
        }
    }

    private static int HeadLength(ReadOnlyMemory<byte> content)
    {
        var heads = Event.Descriptor.Fields.InFieldNumberOrder().Where(field => field.ContainingOneof is null)
            .Select(field => field.FieldNumber).ToHashSet();
        var input = new CodedInputStream(content.ToArray());
        var end = 0;
        try
        {
            while (input.ReadTag() is not 0 and var tag && heads.Contains(WireFormat.GetTagFieldNumber(tag)))
            {
                input.SkipLastField();
                end = (int)input.Position;
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // Up to here it could be read.
        }

        return end;
    }
}
