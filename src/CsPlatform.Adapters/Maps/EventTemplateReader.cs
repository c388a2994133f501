using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>
/// Reads one event of a map against the contract's own descriptors, so that a map cannot name what the contract lacks.
/// </summary>
internal static class EventTemplateReader
{
    public static EventTemplate? Read(MapJson json, JsonElement element, string path, IReadOnlyList<FieldDescriptor> facts)
    {
        if (!json.IsObject(element, path, "id", "once_per", "when", "at", "fact"))
        {
            return null;
        }

        var id = json.Template(element, path, "id");
        var oncePer = json.OptionalText(element, path, "once_per") is { } text ? json.TemplateOf(text, $"{path}.once_per") : null;
        if (id?.Constant is not null)
        {
            json.Fault(
                $"{path}.id",
                "it names no column, so every row would have the same id; name one, such as \"{room_code}-opened\"");
        }

        var when = RowConditionReader.Read(json, element, path);
        var at = At(json, element, $"{path}.at");
        var (fact, fields) = Fact(json, element, $"{path}.fact", facts);
        return id is null || at is null || fact is null
            ? null
            : new EventTemplate(id.Pattern, id, oncePer, when, at, fact, fields);
    }

    private static TimeTemplate? At(MapJson json, JsonElement parent, string path)
    {
        if (!parent.TryGetProperty("at", out var element))
        {
            json.Fault(path, "missing; such as {\"column\": \"chat_start\"}");
            return null;
        }

        if (!json.IsObject(element, path, "constant", "column", "plus_seconds"))
        {
            return null;
        }

        var column = json.OptionalText(element, path, "column");
        var plus = json.OptionalText(element, path, "plus_seconds");
        var constant = json.OptionalText(element, path, "constant");
        if (constant is null == column is null || (constant is not null && plus is not null))
        {
            json.Fault(path, "either a constant, or a column with or without plus_seconds, is expected");
            return null;
        }

        if (constant is null)
        {
            return new TimeTemplate(null, column, plus);
        }

        const string Format = "yyyy-MM-dd'T'HH:mm:sszzz";
        if (!DateTimeOffset.TryParseExact(constant, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            json.Fault($"{path}.constant", $"\"{constant}\" is no time such as 2021-01-01T00:00:00+08:00");
        }

        return new TimeTemplate(at, null, null);
    }

    private static (FieldDescriptor? Fact, List<FactField> Fields) Fact(
        MapJson json, JsonElement parent, string path, IReadOnlyList<FieldDescriptor> facts)
    {
        var fields = new List<FactField>();
        if (!parent.TryGetProperty("fact", out var element)
            || element.ValueKind != JsonValueKind.Object
            || element.EnumerateObject().Count() != 1)
        {
            json.Fault(path, $"an object with one of {string.Join(", ", facts.Select(f => f.Name))} is expected");
            return (null, fields);
        }

        var property = element.EnumerateObject().Single();
        if (facts.SingleOrDefault(f => f.Name == property.Name) is not { } fact)
        {
            json.Fault($"{path}.{property.Name}", $"unknown; there are {string.Join(", ", facts.Select(f => f.Name))}");
            return (null, fields);
        }

        var known = fact.MessageType.Fields.InDeclarationOrder();
        if (json.IsObject(property.Value, $"{path}.{fact.Name}", [.. known.Select(f => f.Name)]))
        {
            foreach (var field in known)
            {
                if (json.OptionalText(property.Value, $"{path}.{fact.Name}", field.Name) is { } text
                    && json.TemplateOf(text, $"{path}.{fact.Name}.{field.Name}") is { } template)
                {
                    CheckConstant(json, $"{path}.{fact.Name}.{field.Name}", field, template);
                    fields.Add(new FactField(field, template));
                }
            }
        }

        return (fact, fields);
    }

    private static void CheckConstant(MapJson json, string path, FieldDescriptor field, TextTemplate template)
    {
        if (template.Constant is { } text && FactValue.Read(field, text, out var fault) is null)
        {
            json.Fault(path, fault!);
        }
    }
}
