using System.Text.RegularExpressions;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Keys of facts: lower-case words joined by underscores.</summary>
internal static partial class FactKeys
{
    /// <summary>A key that must be given.</summary>
    public static string One(string name, string key, Place place)
    {
        if (!Form().IsMatch(key))
        {
            place.Field(name).Fault("is required; write lower-case words joined by underscores, such as \"refund_applied\"");
        }

        return key;
    }

    /// <summary>Keys, each once; there may be none.</summary>
    public static IReadOnlySet<string> Several(string name, IReadOnlyList<string> keys, Place place)
    {
        var found = new HashSet<string>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (!Form().IsMatch(keys[i]))
            {
                place.Item(name, i).Fault("is no key; write lower-case words joined by underscores, such as \"refund_applied\"");
            }
            else if (!found.Add(keys[i]))
            {
                place.Item(name, i).Fault("stands here twice; remove one");
            }
        }

        return found;
    }

    /// <summary>Values of a list, at least one, each once.</summary>
    public static IReadOnlySet<string> Values(IReadOnlyList<string> values, Place place)
    {
        if (values.Count == 0)
        {
            place.Field("values").Fault("is required; name at least one value");
        }

        var found = new HashSet<string>();
        for (var i = 0; i < values.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(values[i]))
            {
                place.Item("values", i).Fault("is empty; write a value");
            }
            else if (!found.Add(values[i]))
            {
                place.Item("values", i).Fault("stands here twice; remove one");
            }
        }

        return found;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Form();
}
