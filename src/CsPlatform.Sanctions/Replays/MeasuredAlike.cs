using System.Text.Json;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;

namespace CsPlatform.Sanctions.Replays;

/// <summary>
/// Whether a draft measures a metric or score as the rulebook in force does: only then do published figures say what the draft's would.
/// </summary>
internal static class MeasuredAlike
{
    // Names and words are no part of a measurement.
    private static readonly string[] Words = ["nameZh", "nameEn", "text"];

    /// <summary>What differs, in words; null when nothing does.</summary>
    public static string? WhyNot(RulebookFile live, RulebookFile draft, LadderSubject subject)
    {
        var (list, id) = subject switch
        {
            MetricSubject metric => ("metrics", metric.MetricId),
            ScoreSubject score => ("scores", score.ScoreId),
            _ => ("", ""),
        };
        using var before = JsonDocument.Parse(live.Json);
        using var after = JsonDocument.Parse(draft.Json);
        var (old, now) = (Find(before, list, id), Find(after, list, id));
        if (old is null || now is null)
        {
            return $"{id} is measured by {(old is null ? "the draft" : "the rulebook in force")} only";
        }

        var differing = old.Keys.Union(now.Keys).Where(key => old.GetValueOrDefault(key) != now.GetValueOrDefault(key)).Order().ToList();
        return differing.Count == 0 ? null : $"{id} differs in {string.Join(", ", differing)}";
    }

    private static Dictionary<string, string>? Find(JsonDocument file, string list, string id)
    {
        if (!file.RootElement.TryGetProperty(list, out var items))
        {
            return null;
        }

        foreach (var item in items.EnumerateArray())
        {
            if (item.TryGetProperty("id", out var found) && found.GetString() == id)
            {
                return item.EnumerateObject().Where(value => !Words.Contains(value.Name))
                    .ToDictionary(value => value.Name, value => JsonSerializer.Serialize(value.Value));
            }
        }

        return null;
    }
}
