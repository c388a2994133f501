using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A metric over facts that are no messages. Given: facts (see FactText), "as well" (facts that stand beside those of every row),
/// evaluated on (day T, the day after the period). Found: rate, above, below, hold ("says nothing" and why), period, hits, misses,
/// left out (names with their reasons). Each row is played twice, the second time with its facts in reverse and doubled.
/// </summary>
internal sealed class CountedMetricRunner : IScenarioRunner
{
    public string Name => "counted metric";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var metric = row.Rulebook.FindMetric(row.RuleId)
            ?? throw new InvalidOperationException($"{row.File}:{row.Line}: {row.RuleId} is not executed on {row.Cell("at")}.");
        var evaluatedOn = Words.Day(row.Cell("evaluated on"));
        var facts = new FactText(evaluatedOn.Year).All($"{row.Find("facts") ?? ""};{row.Find("as well") ?? ""}");
        var found = Play(metric, evaluatedOn, [.. facts]);
        Assert.Equal(found, Play(metric, evaluatedOn, [.. facts.Reverse(), .. facts]));
        return found;
    }

    private static Dictionary<string, string> Play(
        MetricRule metric, NodaTime.LocalDate evaluatedOn, IReadOnlyList<Domain.Metrics.Facts.ShopFact> facts)
    {
        var (period, found) = Measurements.On(evaluatedOn, ShopFacts.Of(facts), metric)!.Value;
        return new()
        {
            ["rate"] = found.Rate.HasData ? $"{found.Rate}" : "no data",
            ["above"] = $"{found.Numerator}",
            ["below"] = $"{found.Denominator}",
            ["hold"] = FigureHolds.Of(metric, found) is { } hold ? Words.Of(hold) : "",
            ["period"] = $"{period.Days.Start:R} to {period.Days.End.PlusDays(-1):R}",
            ["hits"] = Names(found, UnitReason.Hit),
            ["misses"] = Names(found, UnitReason.Miss),
            ["left out"] = string.Join(", ", found.Units
                .Where(unit => unit is { Above: 0, Below: 0 } && unit.Reason is not (UnitReason.Amount or UnitReason.Base))
                .Select(unit => $"{unit.Name} {Words.Of(unit.Reason)}")),
        };
    }

    private static string Names(Measurement found, UnitReason reason) =>
        string.Join(' ', found.Units.Where(unit => unit.Reason == reason).Select(unit => unit.Name));
}
