using CsPlatform.Domain.Metrics.Scores;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>The days of a score. Given: evaluated on; units (of the shorter run of days). Found: from, to, days.</summary>
internal sealed class ScorePeriodRunner : IScenarioRunner
{
    public string Name => "score period";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = row.Rulebook.Scores.Single(score => score.Head.Id == row.RuleId);
        var units = (long)Words.Number(row.Find("units") ?? "0").Numerator;
        var period = ScorePeriods.Of(rule, Words.Day(row.Cell("evaluated on")), _ => units)!.Value;
        return new Dictionary<string, string>
        {
            ["from"] = $"{period.Start:R}",
            ["to"] = $"{period.End.PlusDays(-1):R}",
            ["days"] = $"{NodaTime.Period.DaysBetween(period.Start, period.End)}",
        };
    }
}
