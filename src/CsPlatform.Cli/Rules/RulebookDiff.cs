using System.Text.Encodings.Web;
using System.Text.Json;

namespace CsPlatform.Cli.Rules;

/// <summary>What differs between two rulebook files, value by value. Rules are matched by their id, whatever their order.</summary>
internal static class RulebookDiff
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Path, value in the first file, value in the second; null where one has no such value. In order of the paths.</summary>
    public static IReadOnlyList<(string Path, string? Before, string? After)> Of(string before, string after)
    {
        var (old, now) = (Values(before), Values(after));
        return
        [
            .. old.Keys.Union(now.Keys)
                .Select(path => (path, old.GetValueOrDefault(path), now.GetValueOrDefault(path)))
                .Where(value => value.Item2 != value.Item3)
                .OrderBy(value => value.path, StringComparer.Ordinal),
        ];
    }

    private static Dictionary<string, string> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        var values = new Dictionary<string, string>();
        Add(document.RootElement, "", values);
        return values;
    }

    private static void Add(JsonElement element, string path, Dictionary<string, string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Add(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                {
                    Add(item, $"{path}[{Id(item) ?? $"{index}"}]", values);
                }

                break;
            default:
                values[path] = JsonSerializer.Serialize(element, Readable);
                break;
        }
    }

    private static string? Id(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
