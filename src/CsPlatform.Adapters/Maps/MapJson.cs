using System.Text.Json;

namespace CsPlatform.Adapters.Maps;

/// <summary>Reads JSON strictly and keeps every fault with its path, so that all are told at once.</summary>
public sealed class MapJson(List<string> faults)
{
    public void Fault(string path, string text) => faults.Add($"{path}: {text}");

    /// <summary>Reports a value that is no object, and each property that is not one of the known names.</summary>
    public bool IsObject(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault(path, $"an object {{…}} is expected, not {Kind(element)}");
            return false;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                Fault($"{path}.{property.Name}", $"unknown; there are {string.Join(", ", known.ToArray())}");
            }
        }

        return true;
    }

    /// <summary>A required text; empty, with a fault, when it is missing.</summary>
    public string Text(JsonElement parent, string path, string name)
    {
        if (OptionalText(parent, path, name) is { } text)
        {
            return text;
        }

        if (!parent.TryGetProperty(name, out _))
        {
            Fault($"{path}.{name}", "missing");
        }

        return "";
    }

    /// <summary>A text, or null when it is absent; null with a fault when it is no text or empty.</summary>
    public string? OptionalText(JsonElement parent, string path, string name)
    {
        if (!parent.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0)
        {
            Fault($"{path}.{name}", $"a text is expected, not {Kind(value)}");
            return null;
        }

        return value.GetString();
    }

    /// <summary>A required template.</summary>
    public TextTemplate? Template(JsonElement parent, string path, string name)
    {
        var text = Text(parent, path, name);
        return text.Length == 0 ? null : TemplateOf(text, $"{path}.{name}");
    }

    public TextTemplate? TemplateOf(string text, string path)
    {
        var template = TextTemplate.Parse(text, out var fault);
        if (fault is not null)
        {
            Fault(path, $"\"{text}\": {fault}");
        }

        return template;
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "an empty text or a text",
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };
}
