using System.Text.Json;

namespace CsPlatform.Adapters.Maps;

/// <summary>Reads lists of conditions on columns.</summary>
internal static class RowConditionReader
{
    private static readonly string[] Conditions = ["not_empty", "empty", "one_of", "at_least", "at_most"];

    /// <summary>The conditions under "when"; none when it is absent.</summary>
    public static List<RowCondition> Read(MapJson json, JsonElement parent, string path)
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
}
