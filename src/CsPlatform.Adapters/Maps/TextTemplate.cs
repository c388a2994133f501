using System.Text;

namespace CsPlatform.Adapters.Maps;

/// <summary>
/// A text with column values in it: "{room_code}-opened", "{closed_by|trim|lower}". {@shop} is the row's shop id; {{ and }}
/// are braces.
/// </summary>
public sealed class TextTemplate
{
    /// <summary>The name that stands for the row's shop id.</summary>
    public const string ShopName = "@shop";

    private static readonly Dictionary<string, Func<string, string>> Transforms = new(StringComparer.Ordinal)
    {
        ["trim"] = value => value.Trim(),
        ["lower"] = value => value.ToLowerInvariant(),
        ["upper"] = value => value.ToUpperInvariant(),
    };

    private readonly IReadOnlyList<Part> parts;

    private TextTemplate(string pattern, IReadOnlyList<Part> parts)
    {
        Pattern = pattern;
        this.parts = parts;
    }

    /// <summary>The template as written.</summary>
    public string Pattern { get; }

    /// <summary>The columns it names, without {@shop}.</summary>
    public IEnumerable<string> Columns =>
        parts.Where(part => part.Column is not null and not ShopName).Select(part => part.Column!);

    /// <summary>Whether it names {@shop}.</summary>
    public bool NamesShop => parts.Any(part => part.Column == ShopName);

    /// <summary>The text when it names no column; null otherwise.</summary>
    public string? Constant => parts.All(part => part.Column is null) ? string.Concat(parts.Select(part => part.Text)) : null;

    /// <summary>Reads a template; null and the fault when it is malformed.</summary>
    public static TextTemplate? Parse(string pattern, out string? fault)
    {
        var parts = new List<Part>();
        var text = new StringBuilder();
        fault = null;
        for (var i = 0; i < pattern.Length; i++)
        {
            var doubled = i + 1 < pattern.Length && pattern[i + 1] == pattern[i];
            if (pattern[i] is '{' or '}' && doubled)
            {
                text.Append(pattern[i++]);
            }
            else if (pattern[i] == '{')
            {
                var end = pattern.IndexOf('}', i);
                fault = end < 0 ? "a { without its }" : AddColumn(parts, text, pattern[(i + 1)..end]);
                if (fault is not null)
                {
                    return null;
                }

                i = end;
            }
            else if (pattern[i] == '}')
            {
                fault = "a } without its {; write }} for a brace";
                return null;
            }
            else
            {
                text.Append(pattern[i]);
            }
        }

        parts.Add(new Part(text.ToString(), null, []));
        return new TextTemplate(pattern, parts);
    }

    /// <summary>The text for a row.</summary>
    public string Expand(Func<string, string> valueOf)
    {
        if (parts.Count == 1)
        {
            return parts[0].Text;
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Text);
            if (part.Column is { } column)
            {
                text.Append(part.Transforms.Aggregate(valueOf(column), (value, transform) => transform(value)));
            }
        }

        return text.ToString();
    }

    private static string? AddColumn(List<Part> parts, StringBuilder text, string inside)
    {
        var names = inside.Split('|');
        if (string.IsNullOrWhiteSpace(names[0]))
        {
            return "a {} without a column";
        }

        var transforms = new List<Func<string, string>>();
        foreach (var name in names.Skip(1))
        {
            if (!Transforms.TryGetValue(name, out var transform))
            {
                return $"unknown transform \"{name}\"; there are {string.Join(", ", Transforms.Keys)}";
            }

            transforms.Add(transform);
        }

        parts.Add(new Part(text.ToString(), names[0], transforms));
        text.Clear();
        return null;
    }

    /// <summary>Text, then a column's value; the last part has no column.</summary>
    private sealed record Part(string Text, string? Column, IReadOnlyList<Func<string, string>> Transforms);
}
