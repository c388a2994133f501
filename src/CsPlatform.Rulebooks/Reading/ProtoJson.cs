using System.Buffers;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Reads proto JSON against its schema and reports every field that is unknown, doubled or of a wrong kind, each with its path.
/// The library's own parser stops at the first fault and names no path.
/// </summary>
internal sealed class ProtoJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    // What could be read: a faulty value is left out or stands as its kind's zero, so that paths of later ones stay right.
    private readonly Utf8JsonWriter usable;

    private ProtoJson(Utf8JsonWriter usable) => this.usable = usable;

    /// <summary>
    /// The message. With faults reported it is what could be read, for further checks only; null when nothing could.
    /// </summary>
    public static T? Read<T>(string file, string json, List<RulebookFault> faults)
        where T : class, IMessage<T>, new()
    {
        var root = new Place(file, "", faults);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                root.Fault($"is {Kind(document.RootElement)}; write an object ({new T().Descriptor.Name})");
                return null;
            }

            return Parser.Parse<T>(Usable(document.RootElement, new T().Descriptor, root));
        }
        catch (JsonException e)
        {
            root.Fault($"is no JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message}");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException or InvalidOperationException)
        {
            root.Fault($"is no proto JSON of {new T().Descriptor.FullName}: {e.Message}");
        }

        return null;
    }

    private static string Usable(JsonElement root, MessageDescriptor message, Place place)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new ProtoJson(writer).Message(root, message, place);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Message(JsonElement element, MessageDescriptor message, Place place)
    {
        usable.WriteStartObject();
        var seen = new HashSet<FieldDescriptor>();
        var choices = new HashSet<OneofDescriptor>();
        foreach (var property in element.EnumerateObject())
        {
            var fields = message.Fields.InDeclarationOrder();
            var field = fields.FirstOrDefault(f => f.JsonName == property.Name || f.Name == property.Name);
            if (field is null)
            {
                place.Field(property.Name).Fault(
                    $"is unknown to {message.Name}; known: {Names(fields)}");
            }
            else if (!seen.Add(field))
            {
                place.Field(property.Name).Fault("stands here twice; remove one");
            }
            else if (field.RealContainingOneof is { } choice && !choices.Add(choice))
            {
                place.Field(property.Name).Fault(
                    $"excludes another field that is set; give one of {Names(choice.Fields)}");
            }
            else
            {
                usable.WritePropertyName(field.JsonName);
                Field(property.Value, field, place, property.Name);
            }
        }

        usable.WriteEndObject();
    }

    private void Field(JsonElement value, FieldDescriptor field, Place place, string name)
    {
        if (!field.IsRepeated)
        {
            Value(value, field, place.Field(name));
            return;
        }

        usable.WriteStartArray();
        if (value.ValueKind != JsonValueKind.Array)
        {
            place.Field(name).Fault($"is {Kind(value)}; write a list");
        }
        else
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Value(item, field, place.Item(name, index++));
            }
        }

        usable.WriteEndArray();
    }

    private void Value(JsonElement value, FieldDescriptor field, Place place)
    {
        if (WhyWrong(value, field) is { } problem)
        {
            place.Fault(problem);
            Zero(field);
        }
        else if (field.FieldType == FieldType.Message)
        {
            Message(value, field.MessageType, place);
        }
        else
        {
            value.WriteTo(usable);
        }
    }

    private static string? WhyWrong(JsonElement value, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message when value.ValueKind != JsonValueKind.Object =>
            $"is {Kind(value)}; write an object ({field.MessageType.Name})",
        FieldType.Enum when !IsNameOf(field.EnumType, value) => $"is unknown to {field.EnumType.Name}; write one of "
            + string.Join(", ", field.EnumType.Values.Skip(1).Select(v => v.Name)),
        FieldType.String when value.ValueKind != JsonValueKind.String => $"is {Kind(value)}; write a text",
        FieldType.Bool when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) =>
            $"is {Kind(value)}; write true or false",
        FieldType.Int32 when value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out _) =>
            $"is {Kind(value)}; write a whole number without quotes",
        FieldType.Int64 when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _) =>
            $"is {Kind(value)}; write a whole number without quotes",
        _ => null,
    };

    private void Zero(FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                usable.WriteStartObject();
                usable.WriteEndObject();
                break;
            case FieldType.Enum:
                usable.WriteStringValue(field.EnumType.FindValueByNumber(0).Name);
                break;
            case FieldType.String:
                usable.WriteStringValue("");
                break;
            case FieldType.Bool:
                usable.WriteBooleanValue(false);
                break;
            default:
                usable.WriteNumberValue(0);
                break;
        }
    }

    private static string Names(IEnumerable<FieldDescriptor> fields) => string.Join(", ", fields.Select(field => field.JsonName));

    private static bool IsNameOf(EnumDescriptor type, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && type.FindValueByName(value.GetString()!) is not null;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        JsonValueKind.Null => "null (leave the field out instead)",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
