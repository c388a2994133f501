using System.Text.Json.Nodes;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>The shipped calendar, a small whole rulebook, and copies of both with one value changed.</summary>
internal static class Samples
{
    public const string RulebookName = "platforms/xiaohongshu/2019-01-01.json";

    private static readonly Lazy<RulebookCatalogue> Catalogue = new(RulebookCatalogue.LoadEmbedded);

    /// <summary>The shipped catalogue, read once for all tests.</summary>
    public static RulebookCatalogue Shipped => Catalogue.Value;

    /// <summary>The file of a platform's newest shipped version.</summary>
    public static RulebookFile Newest(string platform) => Shipped.FileOf(Shipped.Versions(platform)[^1]);

    public static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(RulebookCatalogue).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    public static RulebookFile Calendar => new("calendars/china.json", Text("calendars/china.json"));

    public static RulebookFile Rulebook { get; } = new(RulebookName, Own("xiaohongshu.json"));

    /// <summary>
    /// The rulebook with a value at a path such as "metrics.0.replyRate.late" replaced; a null value removes it.
    /// </summary>
    public static RulebookFile With(params (string Path, string? Json)[] changes) => With(Rulebook, changes);

    public static RulebookFile With(RulebookFile file, params (string Path, string? Json)[] changes)
    {
        var root = JsonNode.Parse(file.Json)!;
        foreach (var (path, json) in changes)
        {
            var steps = path.Split('.');
            var parent = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!);
            var value = json is null ? null : JsonNode.Parse(json);
            if (int.TryParse(steps[^1], out var index))
            {
                parent.AsArray()[index] = value;
            }
            else if (json is null)
            {
                parent.AsObject().Remove(steps[^1]);
            }
            else
            {
                parent[steps[^1]] = value;
            }
        }

        return file with { Json = root.ToJsonString() };
    }

    public static string Own(string resource)
    {
        using var reader = new StreamReader(typeof(Samples).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
