using CsPlatform.Domain.Metrics.Scores;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>What a total is called. Given: total. Found: level; "none" when no level holds.</summary>
internal sealed class ScoreLevelRunner : IScenarioRunner
{
    public string Name => "score level";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = row.Rulebook.Scores.Single(score => score.Head.Id == row.RuleId);
        return new Dictionary<string, string>
        {
            ["level"] = ScoreLevels.Of(rule.Levels, Words.Number(row.Cell("total")), [])?.NameZh ?? "none",
        };
    }
}
