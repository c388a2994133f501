using System.Text.Json.Nodes;

namespace CsPlatform.Rulebooks.Tests;

/// <summary>Every shipped rulebook with one value damaged, at places drawn with a fixed seed: told as a fault, never a crash.</summary>
public class DamagedFilesTests
{
    private const int PlacesPerPlatform = 12;
    private const int Seed = 3;

    public static TheoryData<string> Platforms => [.. Samples.Shipped.Platforms];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_value_of_a_wrong_kind_is_a_fault_at_its_place(string platform)
    {
        var file = Samples.Newest(platform);
        foreach (var place in Places(file))
        {
            foreach (var wrong in WrongKinds(place.Value))
            {
                var faults = RulebookReader.Read(Samples.With(file, (place.Path, wrong))).Faults;

                var path = Form(place.Path);
                Assert.True(
                    faults.Any(fault => fault.Path == path),
                    $"{file.Name}: {wrong} at {path} gave {string.Join("; ", faults.Take(3))}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void A_value_that_is_missing_empty_or_absurd_never_crashes_the_reader(string platform)
    {
        var file = Samples.Newest(platform);
        foreach (var place in Places(file))
        {
            string?[] absurd = place.Value switch
            {
                JsonArray => ["[]"],
                JsonObject => ["{}"],
                JsonValue value when value.TryGetValue<string>(out _) => ["\"\"", "\"9\"", "\"-1\"", "\"9999-12-31\"", "\"xhs.nothing\""],
                JsonValue value when value.TryGetValue<bool>(out var isTrue) => [isTrue ? "false" : "true"],
                _ => ["0", "-1", "2147483647", "-2147483648"],
            };
            foreach (var to in absurd.Append(IsListItem(place.Path) ? "null" : null))
            {
                var read = RulebookReader.Read(Samples.With(file, (place.Path, to)));

                Assert.Equal(read.Value is null, read.Faults.Count > 0);
            }
        }
    }

    private static List<(string Path, JsonNode Value)> Places(RulebookFile file)
    {
        var all = new List<(string Path, JsonNode Value)>();
        Collect(JsonNode.Parse(file.Json)!, "", all);
        var drawn = all.ToArray();
        new Random(Seed).Shuffle(drawn);
        return [.. drawn.Take(PlacesPerPlatform)];
    }

    private static void Collect(JsonNode node, string path, List<(string Path, JsonNode Value)> found)
    {
        if (path.Length > 0)
        {
            found.Add((path, node));
        }

        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject properties => properties.Select(property => (property.Key, property.Value)),
            JsonArray items => items.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            Collect(child!, path.Length == 0 ? name : $"{path}.{name}", found);
        }
    }

    private static string[] WrongKinds(JsonNode value) => value switch
    {
        JsonObject => ["[]", "\"text\"", "7"],
        JsonArray => ["{}", "\"text\"", "7"],
        JsonValue leaf when leaf.TryGetValue<string>(out _) => ["{}", "[]", "7", "true"],
        _ => ["{}", "[]", "\"text\""],
    };

    private static bool IsListItem(string path) => char.IsAsciiDigit(path[path.LastIndexOf('.') + 1]);

    private static string Form(string path) => string.Concat(path.Split('.').Select((step, i) =>
        char.IsAsciiDigit(step[0]) ? $"[{step}]" : i == 0 ? step : $".{step}"));
}
