using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// A metric over the ratings of consultations. Given: history (see ReplyHistory), its day "at"; day (another one in its place).
/// Found: rate (sum of all consultations), counted on (the days they count on), months (the months that these close into).
/// </summary>
internal sealed class RatedConsultationRunner : IScenarioRunner
{
    public string Name => "rated consultation";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var day = LocalDatePattern.Iso.Parse(row.Find("day") ?? row.Cell("at")).Value;
        var found = ReplyHistory.Read(row.Find("history") ?? "", day).Consultations.Values
            .SelectMany(timeline => Contributions.Of(timeline, on => ScenarioRow.Catalogue.Find(row.Platform, on)))
            .Where(fact => fact.Key.MetricId == row.RuleId)
            .ToList();
        var metric = row.Rulebook.FindMetric(row.RuleId)!;
        return new Dictionary<string, string>
        {
            ["rate"] = found.Aggregate(default(Rate), (sum, fact) => sum + fact.Value).ToString(),
            ["counted on"] = string.Join(' ', found.Select(fact => $"{fact.Key.Day:R}").Distinct()),
            ["months"] = string.Join(' ', found.Select(fact => fact.Key.Day).Distinct()
                .SelectMany(on => FigurePeriods.Touched(new FactKey(metric.Id, on), on.PlusDays(62), Book(row)))
                .Select(touched => $"{touched.Period.Days.Start:R}").Distinct()),
        };
    }

    private static Func<NodaTime.LocalDate, Rulebook?> Book(ScenarioRow row) => day => ScenarioRow.Catalogue.Find(row.Platform, day);
}
