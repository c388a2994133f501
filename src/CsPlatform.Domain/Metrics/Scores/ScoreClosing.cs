using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Closes a shop's scores: finds when one is due, what goes into it, and what it comes to.</summary>
public static class ScoreClosing
{
    /// <summary>
    /// Whether the score may close with the day. One with a window closes when a period of it does; one whose parts have their own when that of
    /// any part does, or when a value was given for a period that ends then.
    /// </summary>
    public static bool ClosesWith(ScoreRule rule, Rulebook rulebook, LocalDate day, OutsideFigures outside)
    {
        if (rule.Shape is FallShape || day < rule.Head.From || rule.Head.Until <= day)
        {
            return false;
        }

        if (rule.Window is { } window)
        {
            return Ends(window, day);
        }

        var needs = ScoreNeeds.Of(rule);
        return needs.Metrics.Any(metric => rulebook.FindMetric(metric) is { } part && Ends(part.Window, day))
            || needs.Given.Any(name => outside.Value(rule.Head.Id, name, day.PlusDays(1), null) is not null);
    }

    /// <summary>The score on the day after the one given.</summary>
    /// <param name="rule">The score.</param>
    /// <param name="rulebook">The rulebook in force on the day.</param>
    /// <param name="day">The last day that counts.</param>
    /// <param name="series">A metric's facts, by its id.</param>
    /// <param name="outside">What the platform reported.</param>
    public static ClosedScore Close(
        ScoreRule rule, Rulebook rulebook, LocalDate day, Func<string, FactSeries> series, OutsideFigures outside)
    {
        var (needs, evaluatedOn, id) = (ScoreNeeds.Of(rule), day.PlusDays(1), rule.Head.Id);
        // No metric counts the units that some scores' windows depend on; what the platform reported of the shorter one says that it holds.
        var own = ScorePeriods.Of(rule, evaluatedOn, days => outside.HasAny(id, needs.Given, days) ? long.MaxValue : 0);
        var metrics = new Dictionary<string, Rate>();
        foreach (var metric in needs.Metrics.Select(rulebook.FindMetric).OfType<MetricRule>())
        {
            var facts = series(metric.Id);
            metrics[metric.Id] = facts.Rate(metric.Formula, own ?? Own(metric, evaluatedOn, facts));
        }

        var inputs = new ScoreInputs(
            metrics,
            Found(needs.Given, name => outside.Value(id, name, evaluatedOn, own)),
            Found(needs.Targets, item => outside.Value(id, item, evaluatedOn, own)));
        return new ClosedScore(
            id,
            evaluatedOn,
            own,
            Scoring.Of(rule, inputs),
            metrics.Values.Any(rate => rate.HasData) || inputs.Given.Count > 0,
            rulebook.Cite(id, rule.Head.Source));
    }

    private static bool Ends(MetricWindow window, LocalDate day) => FigurePeriods.Longest(window, day.PlusDays(1)).ClosesWith == day;

    private static Period Own(MetricRule metric, LocalDate evaluatedOn, FactSeries facts) => FigurePeriods.Narrow(
        metric.Window, FigurePeriods.Longest(metric.Window, evaluatedOn), days => facts.Sum(days).Denominator).Days;

    private static Dictionary<string, Fraction> Found(IEnumerable<string> names, Func<string, Fraction?> value) => names
        .Select(name => (Name: name, Value: value(name)))
        .Where(one => one.Value is not null)
        .ToDictionary(one => one.Name, one => one.Value!.Value);
}
