using System.Globalization;
using System.Text.RegularExpressions;
using CsPlatform.Domain.Conduct;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Looks for the forbidden phrases of the rules that the table names. Column "text": what an agent wrote, with \uXXXX for
/// characters that cannot be seen. Hits are written as phrase@start+length, in UTF-16 units of the text.
/// </summary>
internal sealed partial class PhrasesRunner : IScenarioRunner
{
    public string Name => "phrases";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var text = Escape().Replace(
            row.Cell("text"), match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, null)).ToString());
        var hits = PhraseDictionary.Of(row.Rulebook, row.RuleIds.Contains).Find(text);
        Assert.All(hits, hit => Assert.Contains(hit.Citation.RuleId, row.RuleIds));
        return new Dictionary<string, string>
        {
            ["hits"] = Join(hits, hit => $"{hit.Phrase}@{hit.Start}+{hit.Length}"),
            ["families"] = Join(hits.DistinctBy(hit => hit.Family), hit => hit.Family),
            ["matched"] = Join(hits, hit => hit.Matched),
            ["answer"] = Join(hits, Answer),
        };
    }

    private static string Answer(PhraseHit hit) =>
        (hit.Points is { } points ? $"{points} points" : "flag") + (hit.Severity is { } severity ? $", {severity}" : "");

    private static string Join(IEnumerable<PhraseHit> hits, Func<PhraseHit, string> say) =>
        hits.Any() ? string.Join(", ", hits.Select(say)) : "none";

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();
}
