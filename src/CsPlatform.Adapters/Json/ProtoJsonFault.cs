using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Json;

/// <summary>
/// Finds the field that makes proto JSON unreadable: the deepest property that cannot be read even when it stands alone.
/// </summary>
internal static class ProtoJsonFault
{
    public static InputFault Find(MessageDescriptor type, string json, string message)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? In(type, document.RootElement, "", message)
                : new InputFault("", "a JSON object is expected");
        }
        catch (JsonException failure)
        {
            return new InputFault("", $"not JSON: {failure.Message}");
        }
    }

    private static InputFault In(MessageDescriptor type, JsonElement element, string path, string message)
    {
        foreach (var property in element.EnumerateObject())
        {
            var here = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var field = type.Fields.InDeclarationOrder()
                .FirstOrDefault(f => f.Name == property.Name || f.JsonName == property.Name);
            if (field is null)
            {
                var names = string.Join(", ", type.Fields.InDeclarationOrder().Select(f => f.Name));
                return new InputFault(here, $"unknown; there are {names}");
            }

            if (FaultOf(type, property) is { } fault)
            {
                return IsPlainMessage(field) && property.Value.ValueKind == JsonValueKind.Object
                    ? In(field.MessageType, property.Value, here, fault)
                    : new InputFault(here, fault);
            }
        }

        return new InputFault(path, message);
    }

    private static bool IsPlainMessage(FieldDescriptor field) =>
        field.FieldType == FieldType.Message
        && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);

    private static string? FaultOf(MessageDescriptor type, JsonProperty property)
    {
        try
        {
            JsonParser.Default.Parse($"{{{JsonSerializer.Serialize(property.Name)}:{property.Value.GetRawText()}}}", type);
            return null;
        }
        catch (Exception failure) when (EventJson.IsMalformed(failure))
        {
            return failure.Message;
        }
    }
}
