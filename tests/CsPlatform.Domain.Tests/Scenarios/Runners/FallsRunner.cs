using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>An alert on falling scores. Given: scores of consecutive days, "-" for a day without one. Found: alert on the last day.</summary>
internal sealed class FallsRunner : IScenarioRunner
{
    public string Name => "falls";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var shape = (FallShape)row.Rulebook.Scores.Single(score => score.Head.Id == row.RuleId).Shape;
        var first = new LocalDate(2026, 1, 1);
        var cells = row.Cell("scores").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scores = new Dictionary<LocalDate, Fraction>();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] != "-")
            {
                scores[first.PlusDays(i)] = Words.Number(cells[i]);
            }
        }

        return new Dictionary<string, string>
        {
            ["alert"] = Falls.Alerts(shape, scores, first.PlusDays(cells.Length - 1)) ? "yes" : "no",
        };
    }
}
