using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace CsPlatform.Adapters.Maps;

/// <summary>
/// Reads one event of a map against the contract's own descriptors, so that a map cannot name what the contract lacks.
/// </summary>
internal static class EventTemplateReader
{
    private static readonly string[] Conditions = ["not_empty", "empty", "one_of", "at_least", "at_most"];

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

        var when = When(json, element, path);
        var at = At(json, element, $"{path}.at");
        var (fact, fields) = Fact(json, element, $"{path}.fact", facts);
        return id is null || at is null || fact is null
            ? null
            : new EventTemplate(id.Pattern, id, oncePer, when, at, fact, fields);
    }

    private static List<RowCondition> When(MapJson json, JsonElement parent, string path)
    {
        var when = new List<RowCondition>();
        if (!parent.TryGetProperty("when", out var list))
        {
            return when;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            json.Fault($"{path}.when", "a list of conditions is expected, such as [{\"column\": \"csat\", \"at_least\": 1}]");
            return when;
        }

        foreach (var (element, index) in list.EnumerateArray().Select((element, index) => (element, index)))
        {
            if (Condition(json, element, $"{path}.when[{index}]") is { } condition)
            {
                when.Add(condition);
            }
        }

        return when;
    }

    private static RowCondition? Condition(MapJson json, JsonElement element, string path)
    {
        if (!json.IsObject(element, path, ["column", .. Conditions]))
        {
            return null;
        }

        var column = json.Text(element, path, "column");
        var asked = Conditions.Where(name => element.TryGetProperty(name, out _)).ToArray();
        if (asked.Length != 1)
        {
            json.Fault(path, $"exactly one of {string.Join(", ", Conditions)} is expected");
            return null;
        }

        var value = element.GetProperty(asked[0]);
        switch (asked[0])
        {
            case "not_empty" or "empty" when value.ValueKind == JsonValueKind.True:
                return new RowCondition(column, asked[0] == "empty" ? ConditionKind.Empty : ConditionKind.NotEmpty, [], 0);
            case "one_of" when value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String):
                return new RowCondition(
                    column, ConditionKind.OneOf, [.. value.EnumerateArray().Select(text => text.GetString()!)], 0);
            case "at_least" or "at_most" when value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var bound):
                return new RowCondition(column, asked[0] == "at_least" ? ConditionKind.AtLeast : ConditionKind.AtMost, [], bound);
            default:
                json.Fault(
                    $"{path}.{asked[0]}",
                    "true is expected for empty and not_empty, a list of texts for one_of, a number otherwise");
                return null;
        }
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
