using System.Text.Json.Nodes;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A shipped score with made-up values where no source states any, read by the reader that reads every rulebook. Settings:
/// "made up weights: goods 0.5, logistics 0.5"; "made up parts: goods = quality 0.6 + reviews 0.4" (several parted by semicolons);
/// "made up curves: quality steps 0 2, 0.5 4" (several parted by semicolons; "as is" for none); "made up degrees: goods_disputes 轻度
/// 0.01 × 0.9, 中度 0.02 − 0.5" (several parted by semicolons); "made up levels: 2星 2, 3星 3 goods 3"; "made up limits: 2 to 5".
/// </summary>
internal static class MadeUpScore
{
    /// <summary>The score; null when the table makes nothing up.</summary>
    public static ScoreRule? Find(ScenarioRow row)
    {
        if (!row.Settings.Keys.Any(name => name.StartsWith("made up", StringComparison.Ordinal)))
        {
            return null;
        }

        var book = row.Rulebook;
        var name = $"platforms/{book.Platform}/{book.Version:R}.json";
        using var reader = new StreamReader(typeof(RulebookReader).Assembly.GetManifestResourceStream(name)!);
        var file = JsonNode.Parse(reader.ReadToEnd())!;
        var score = file["scores"]!.AsArray().Single(of => of!["id"]!.GetValue<string>() == row.RuleId)!.AsObject();
        Fill(score, score["weighted"]!.AsObject(), row);
        var read = RulebookReader.Read(new RulebookFile(name, file.ToJsonString()));
        Assert.True(read.Faults.Count == 0, string.Join('\n', read.Faults));
        return read.Value!.Scores.Single(of => of.Head.Id == row.RuleId);
    }

    private static void Fill(JsonObject score, JsonObject root, ScenarioRow row)
    {
        foreach (var part in Several(row, "made up parts"))
        {
            var sides = part.Split('=', StringSplitOptions.TrimEntries);
            var node = Node(root, sides[0]);
            node.Remove("given");
            node["parts"] = new JsonArray([.. sides[1].Split('+', StringSplitOptions.TrimEntries).Select(Leaf)]);
        }

        foreach (var words in (row.Find("made up weights") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Words))
        {
            Node(root, words[0])["weight"] = words[1];
        }

        foreach (var words in Several(row, "made up curves").Select(Words))
        {
            var node = Node(root, words[0]);
            if (words[1] == "as")
            {
                node["asIs"] = new JsonObject();
                continue;
            }

            node["curve"] = new JsonObject
            {
                ["interpolation"] = $"INTERPOLATION_{words[1].ToUpperInvariant()}",
                ["points"] = new JsonArray([.. words[2..].Chunk(2)
                    .Select(point => new JsonObject { ["value"] = point[0], ["score"] = point[1].TrimEnd(',') })]),
            };
        }

        foreach (var words in Several(row, "made up degrees").Select(Words))
        {
            Check(root, words[0])["degrees"] = new JsonArray([.. words[1..].Chunk(4).Select(Degree)]);
        }

        Whole(score, root, row);
    }

    private static void Whole(JsonObject score, JsonObject root, ScenarioRow row)
    {
        if (row.Find("made up limits")?.Split(" to ") is [var lowest, var highest])
        {
            (root["lowest"], root["highest"]) = (lowest, highest);
        }

        var levels = (row.Find("made up levels") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Words).ToList();
        if (levels.Count > 0)
        {
            score["levels"] = new JsonArray([.. levels.Select((level, i) => Level(level, i + 1 < levels.Count ? levels[i + 1][1] : null))]);
        }
    }

    private static JsonObject Level(string[] words, string? until)
    {
        var level = new JsonObject { ["nameZh"] = words[0], ["nameEn"] = words[0], ["from"] = words[1] };
        if (until is not null)
        {
            level["until"] = until;
        }

        level["minima"] = new JsonArray([.. words[2..].Chunk(2)
            .Select(minimum => new JsonObject { ["part"] = minimum[0], ["atLeast"] = minimum[1] })]);
        return level;
    }

    private static JsonObject Degree(string[] words) => new()
    {
        ["nameZh"] = words[0],
        ["nameEn"] = words[0],
        ["above"] = words[1],
        [words[2] == "×" ? "multiplyBy" : "subtract"] = words[3].TrimEnd(','),
    };

    private static JsonObject Leaf(string text)
    {
        var words = Words(text);
        return new JsonObject
        {
            ["id"] = words[0], ["nameZh"] = words[0], ["nameEn"] = words[0], ["weight"] = words[1], ["given"] = words[0],
        };
    }

    private static JsonObject Node(JsonObject root, string id) => Descendants(root).Single(node => node["id"]!.GetValue<string>() == id);

    private static JsonObject Check(JsonObject root, string id) => Descendants(root)
        .SelectMany(node => node["adjustments"]?.AsArray() ?? [])
        .Single(check => check!["id"]!.GetValue<string>() == id)!.AsObject();

    private static IEnumerable<JsonObject> Descendants(JsonObject node) =>
        (node["parts"]?.AsArray() ?? []).SelectMany(part => Descendants(part!.AsObject())).Prepend(node);

    private static string[] Several(ScenarioRow row, string name) =>
        (row.Find(name) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
