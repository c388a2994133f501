using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Ingestion.V1;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Tests;

/// <summary>What the scores of a shop come to from scratch, and figures from outside to find them from.</summary>
internal sealed class ScoreOracle(Rulebook rulebook, ShopFacts facts, Func<MetricRule, Period, Rate> rate)
{
    private readonly List<OutsideFigure> reports = [.. facts.All<OutsideFigure>()];

    internal static ShopFacts Facts(IEnumerable<Event> events) => ShopFacts.Of(events
        .Select(e => new FedEvent(new(e.Shop.Platform, e.Shop.ShopId), 1, Instant.MinValue, e))
        .SelectMany(FactsFromProto.Facts)
        .Select(one => one.Fact));

    /// <summary>Reports of what the scores of the rulebook are given, some of them under the bare name, some twice.</summary>
    internal static List<Event> Reports(Rulebook rulebook, LocalDate first, int days, int shops, int count)
    {
        var random = new Random(11);
        var asked = rulebook.Scores.Where(rule => rule.Shape is not FallShape)
            .SelectMany(rule => ScoreNeeds.Of(rule).Given.Select(name => (Rule: rule, Name: name, Lowest: 250, Highest: 520))
                .Concat(ScoreNeeds.Of(rule).Targets.Select(name => (Rule: rule, Name: name, Lowest: 70, Highest: 99))))
            .ToList();
        return asked.Count == 0 ? [] : [.. Enumerable.Range(0, count).Select(i =>
        {
            var (rule, name, lowest, highest) = asked[random.Next(asked.Count)];
            var last = first.PlusDays(random.Next(days));
            var period = rule.Window is { } window && random.Next(4) > 0
                ? FigurePeriods.Longest(window, last.PlusDays(1)).Days
                : Period.OfDay(last);
            var key = random.Next(3) > 0 ? $"{rule.Head.Id}.{name}" : name;
            var json = $$"""
                {"figureKey":"{{key}}","fromDay":"{{Text(period.Start)}}","untilDay":"{{Text(period.End)}}",
                 "numerator":"{{random.Next(lowest, highest)}}","denominator":"100"}
                """;
            var at = $"{Text(first.PlusDays(random.Next(days)))}T{random.Next(10, 20)}:00:00";
            return ShopLife.Event(rulebook.Platform, $"shop-{random.Next(shops)}", at, "outside_figure_reported", json, $"report-{i}");
        })];
    }

    /// <summary>The score of a day of evaluation in words; null when none is due or no part has data.</summary>
    internal string? Find(ScoreRule rule, LocalDate evaluatedOn)
    {
        var needs = ScoreNeeds.Of(rule);
        var longest = rule.Window is { } window ? FigurePeriods.Longest(window, evaluatedOn) : (FigurePeriod?)null;
        if (longest is { } due && due.ClosesWith != evaluatedOn.PlusDays(-1))
        {
            return null;
        }

        var own = longest is { } whole
            ? FigurePeriods.Narrow(rule.Window!, whole, days => Reported(rule, needs.Given, days) ? int.MaxValue : 0).Days
            : (Period?)null;
        var metrics = needs.Metrics.Select(id => rulebook.FindMetric(id)).OfType<MetricRule>().ToList();
        var rates = metrics.ToDictionary(metric => metric.Id, metric => rate(metric, own ?? Own(metric, evaluatedOn)));
        var given = Values(rule, needs.Given, evaluatedOn, own);
        var fresh = own is not null || given.Count > 0
            || metrics.Exists(metric => FigurePeriods.Longest(metric.Window, evaluatedOn).Days.End == evaluatedOn);
        if (!fresh || (given.Count == 0 && !rates.Values.Any(found => found.HasData)))
        {
            return null;
        }

        var result = Scoring.Of(rule, new ScoreInputs(rates, given, Values(rule, needs.Targets, evaluatedOn, own)));
        return Line(
            rule.Head.Id,
            Text(evaluatedOn),
            own is { } days ? Text(days.Start) : "",
            result.Value is { } value ? $"{value}" : "",
            result.Level?.NameZh ?? "",
            result.Parts.Select(part => $"{part.Id}={part.Value}"),
            result.Gaps.Select(gap => gap.Part));
    }

    /// <summary>A published score in the same words.</summary>
    internal static string Line(ScoreFigure score) => Line(
        score.ScoreId,
        score.EvaluatedOn,
        score.PeriodStart,
        Text(score.Value),
        score.Level,
        score.Parts.Select(part => $"{part.Id}={Text(part.Value)}"),
        score.Gaps.Select(gap => gap.Part));

    private static string Line(
        string id, string on, string from, string value, string level, IEnumerable<string> parts, IEnumerable<string> gaps) =>
        $"{id} {on} [{from}] {value} {level} ({string.Join(' ', parts)}) lacks {string.Join(' ', gaps)}";

    private static string Text(ExactNumber? number) =>
        number is null ? "" : number.Denominator == "1" ? number.Numerator : $"{number.Numerator}/{number.Denominator}";

    private static string Text(LocalDate day) => day.ToString("uuuu-MM-dd", null);

    private static Period Own(MetricRule metric, LocalDate evaluatedOn) => FigurePeriods.Longest(metric.Window, evaluatedOn).Days;

    private bool Reported(ScoreRule rule, IEnumerable<string> names, Period days) => names.Any(name =>
        reports.Exists(report => report.Days == days && (report.Name == name || report.Name == $"{rule.Head.Id}.{name}")));

    // Nested loops where the service keeps lookups: the last report of the best period under the most exact name.
    private Dictionary<string, Fraction> Values(ScoreRule rule, IEnumerable<string> names, LocalDate evaluatedOn, Period? own)
    {
        var found = new Dictionary<string, Fraction>();
        foreach (var name in names)
        {
            OutsideFigure? best = null;
            foreach (var report in reports.Where(one => one.Days.End == evaluatedOn))
            {
                if ((report.Name == name || report.Name == $"{rule.Head.Id}.{name}") && (best is null || Rank(report) >= Rank(best)))
                {
                    best = report;
                }
            }

            if (best is not null)
            {
                found.Add(name, new Fraction(best.Numerator, best.Denominator));
            }

            int Rank(OutsideFigure report) => (report.Name == name ? 0 : 1_000_000) + (report.Days == own ? 500_000 : 0)
                - NodaTime.Period.DaysBetween(report.Days.Start, report.Days.End);
        }

        return found;
    }
}
