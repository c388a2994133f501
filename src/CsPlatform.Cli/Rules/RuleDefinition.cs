using System.Text.Json;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;

namespace CsPlatform.Cli.Rules;

/// <summary>A rule as its file has it.</summary>
internal static class RuleDefinition
{
    /// <summary>The JSON of one rule of a file that was read without a fault.</summary>
    public static JsonElement Find(RulebookFile file, RuleEntry entry)
    {
        using var document = JsonDocument.Parse(file.Json);
        var section = document.RootElement.EnumerateObject().First(property => Is(property.Name, entry.Kind)).Value;
        var rule = section.ValueKind == JsonValueKind.Object
            ? section
            : section.EnumerateArray().First(item => item.GetProperty("id").GetString() == entry.Head.Id);
        return rule.Clone();
    }

    // Proto JSON takes a field by its JSON name or by its name in the schema.
    private static bool Is(string property, string kind) =>
        property.Replace("_", "", StringComparison.Ordinal).Equals(kind, StringComparison.OrdinalIgnoreCase);
}
