using System.Globalization;
using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>Reads a text as the value of a fact's field.</summary>
internal static class FactValue
{
    private const NumberStyles Sign = NumberStyles.AllowLeadingSign;

    /// <summary>The value; null with the fault when the text is none.</summary>
    public static object? Read(FieldDescriptor field, string text, out string? fault)
    {
        fault = null;
        switch (field.FieldType)
        {
            case FieldType.String:
                return text;
            case FieldType.Int64 when long.TryParse(text, Sign, CultureInfo.InvariantCulture, out var number):
                return number;
            case FieldType.Int32 when int.TryParse(text, Sign, CultureInfo.InvariantCulture, out var number):
                return number;
            case FieldType.Int64 or FieldType.Int32:
                fault = $"\"{text}\" is no whole number";
                return null;
            case FieldType.Enum:
                return ReadEnum(field.EnumType, text, out fault);
            default:
                fault = $"a map cannot fill a field of type {field.FieldType}; send proto JSON instead";
                return null;
        }
    }

    private static int? ReadEnum(EnumDescriptor type, string text, out string? fault)
    {
        var value = type.Values.SingleOrDefault(v => v.Name == text && v.Number != 0);
        fault = value is null
            ? $"\"{text}\" is none of {string.Join(", ", type.Values.Where(v => v.Number != 0).Select(v => v.Name))}"
            : null;
        return value?.Number;
    }
}
