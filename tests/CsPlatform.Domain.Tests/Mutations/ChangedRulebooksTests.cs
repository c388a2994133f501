using System.Text.Json.Nodes;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Rulebooks;

namespace CsPlatform.Domain.Tests.Mutations;

/// <summary>
/// Shipped rulebooks with one value changed or left out, at places drawn with a fixed seed: whatever the reader lets pass, no engine
/// breaks on. The environment's CS_CHANGED_RULEBOOKS = all tries every place.
/// </summary>
public class ChangedRulebooksTests
{
    private const int PlacesPerPlatform = 60;
    private const int Seed = 20;

    public static TheoryData<string> Platforms => [.. ScenarioRow.Catalogue.Platforms];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_engine_decides_by_whatever_the_reader_lets_pass(string platform)
    {
        var root = JsonNode.Parse(ScenarioRow.Catalogue.FileOf(ScenarioRow.Catalogue.Versions(platform)[^1]).Json)!;
        var (read, refused) = (0, 0);
        foreach (var (place, name, now) in Drawn(root))
        {
            foreach (var to in Instead(now))
            {
                Put(place, name, to);
                var result = RulebookReader.Read(new RulebookFile("changed.json", root.ToJsonString()));
                if (result.Value is { } rulebook)
                {
                    read++;
                    Decide(rulebook, $"{place.GetPath()} {name}: {now.ToJsonString()} to {to?.ToJsonString() ?? "nothing"}");
                }
                else
                {
                    refused++;
                }
            }

            Put(place, name, now);
        }

        Assert.True(read > 20 && refused > 20, $"{platform}: {read} read and {refused} refused: too few to say anything.");
    }

    private static void Decide(Rulebook rulebook, string change)
    {
        try
        {
            EveryEngine.Decide(rulebook);
        }
        catch (Exception broken)
        {
            Assert.Fail($"{rulebook.Platform} {change}: {broken}");
        }
    }

    private static IEnumerable<(JsonNode Place, string Name, JsonNode Now)> Drawn(JsonNode root)
    {
        var all = Places(root).ToArray();
        new Random(Seed).Shuffle(all);
        return Environment.GetEnvironmentVariable("CS_CHANGED_RULEBOOKS") == "all" ? all : all.Take(PlacesPerPlatform);
    }

    // Words decide nothing; whole rules and lists are left out too.
    private static IEnumerable<(JsonNode Place, string Name, JsonNode Now)> Places(JsonNode node)
    {
        IEnumerable<(string Name, JsonNode? Child)> children = node switch
        {
            JsonObject properties => properties.Select(property => (property.Key, property.Value)),
            JsonArray items => items.Select((item, i) => ($"{i}", item)),
            _ => [],
        };
        foreach (var (name, child) in children.Where(child => !IsWords(child.Name)))
        {
            yield return (node, name, child!);
            foreach (var deeper in Places(child!))
            {
                yield return deeper;
            }
        }
    }

    private static bool IsWords(string name) =>
        name is "text" or "assumptions" or "notes" || name.EndsWith("Zh", StringComparison.Ordinal) || name.EndsWith("En", StringComparison.Ordinal);

    private static IEnumerable<JsonNode?> Instead(JsonNode now) => now switch
    {
        JsonValue value when value.TryGetValue<int>(out var number) =>
            [null, number + 1, number - 1, 0, 1, number * 10, 366, 2_000_000_000],
        JsonValue value when value.TryGetValue<bool>(out var isTrue) => [null, !isTrue],
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length > 0 && char.IsAsciiDigit(text[0])
            ? [null, "0", "1", "0.0001", "99999999999999", "00:00", "24:00", "9999-12-31"]
            : [null, text + "x"],
        JsonArray list => [null, new JsonArray(), .. list.Count > 1 ? [new JsonArray(list[^1]!.DeepClone())] : Array.Empty<JsonNode?>()],
        _ => [null, new JsonObject()],
    };

    private static void Put(JsonNode place, string name, JsonNode? value)
    {
        if (place is JsonArray list)
        {
            list[int.Parse(name, null)] = value ?? new JsonObject();
        }
        else if (value is null)
        {
            place.AsObject().Remove(name);
        }
        else
        {
            place[name] = value;
        }
    }
}
