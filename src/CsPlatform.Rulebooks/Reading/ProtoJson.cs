using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Reads proto JSON against its schema and reports every field that is unknown, doubled or of a wrong kind, each with its path.
/// The library's own parser stops at the first fault and names no path.
/// </summary>
internal static class ProtoJson
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    /// <summary>The message, or null when a fault was reported.</summary>
    public static T? Read<T>(string file, string json, List<RulebookFault> faults)
        where T : class, IMessage<T>, new()
    {
        var root = new Place(file, "", faults);
        var before = faults.Count;
        try
        {
            using var document = JsonDocument.Parse(json);
            CheckMessage(document.RootElement, new T().Descriptor, root);
            return faults.Count == before ? Parser.Parse<T>(json) : null;
        }
        catch (JsonException e)
        {
            root.Fault($"is no JSON, line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message}");
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            root.Fault($"is no proto JSON of {new T().Descriptor.FullName}: {e.Message}");
        }

        return null;
    }

    private static void CheckMessage(JsonElement element, MessageDescriptor message, Place place)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            place.Fault($"is {Kind(element)}; write an object ({message.Name})");
            return;
        }

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
                CheckField(property.Value, field, place, property.Name);
            }
        }
    }

    private static void CheckField(JsonElement value, FieldDescriptor field, Place place, string name)
    {
        if (!field.IsRepeated)
        {
            CheckValue(value, field, place.Field(name));
        }
        else if (value.ValueKind != JsonValueKind.Array)
        {
            place.Field(name).Fault($"is {Kind(value)}; write a list");
        }
        else
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                CheckValue(item, field, place.Item(name, index++));
            }
        }
    }

    private static void CheckValue(JsonElement value, FieldDescriptor field, Place place)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                CheckMessage(value, field.MessageType, place);
                break;
            case FieldType.Enum when !IsNameOf(field.EnumType, value):
                place.Fault($"is unknown to {field.EnumType.Name}; write one of "
                    + string.Join(", ", field.EnumType.Values.Skip(1).Select(v => v.Name)));
                break;
            case FieldType.String when value.ValueKind != JsonValueKind.String:
                place.Fault($"is {Kind(value)}; write a text");
                break;
            case FieldType.Bool when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False):
                place.Fault($"is {Kind(value)}; write true or false");
                break;
            case FieldType.Int32 when value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out _):
                place.Fault($"is {Kind(value)}; write a whole number without quotes");
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
