using System.Text.RegularExpressions;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>The ids of the parts of one score, each of which stands once.</summary>
internal sealed partial class ScoreIds
{
    private readonly HashSet<string> all = new(StringComparer.Ordinal);

    /// <summary>Ids of the parts of a weighted sum, which levels may name.</summary>
    public HashSet<string> Nodes { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks the id and names of a part and keeps the id.</summary>
    public (string Id, string NameZh, string NameEn) Part(string id, string nameZh, string nameEn, Place place)
    {
        if (!Form().IsMatch(id))
        {
            place.Field("id").Fault("is required; write lower-case words joined by underscores, such as \"service\"");
        }
        else if (!all.Add(id))
        {
            place.Field("id").Fault($"\"{id}\" stands for another part of this score; give each its own");
        }

        return (id, place.Text("nameZh", nameZh), place.Text("nameEn", nameEn));
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Form();
}
