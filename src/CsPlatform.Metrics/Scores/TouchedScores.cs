using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Scores;

/// <summary>Finds the scores of closed days that a batch touches, each once, with all its causes.</summary>
internal sealed class TouchedScores(LocalDate closedThrough, Func<LocalDate, Rulebook?> inForce)
{
    // The longest period a rulebook can state.
    private const int LongestDays = 366;

    private readonly Dictionary<ScoreKey, TouchedScore> found = [];

    /// <summary>In the order of shop, score and day, so that a replay publishes them alike.</summary>
    internal IReadOnlyList<TouchedScore> All =>
    [
        .. found.Values
            .OrderBy(score => score.Shop.ShopId, StringComparer.Ordinal)
            .ThenBy(score => score.Rule.Head.Id, StringComparer.Ordinal)
            .ThenBy(score => score.Day),
    ];

    /// <summary>A metric's fact of a day differs.</summary>
    internal void Add(ShopKey shop, FactKey fact, IEnumerable<FactCause> causes)
    {
        var last = LocalDate.Min(closedThrough, fact.Day.PlusDays(LongestDays));
        for (var day = fact.Day; day <= last; day = day.PlusDays(1))
        {
            foreach (var (rulebook, rule, needs) in Rules(day))
            {
                if (needs.Metrics.Contains(fact.MetricId)
                    && (rule.Window ?? rulebook.FindMetric(fact.MetricId)?.Window) is { } window
                    && FigurePeriods.Longest(window, day.PlusDays(1)).Days.Contains(fact.Day))
                {
                    Add(new TouchedScore(shop, day, rulebook, rule, []), causes);
                }
            }
        }
    }

    /// <summary>A figure was reported from outside.</summary>
    internal void Add(ShopKey shop, OutsideFigure figure)
    {
        var day = figure.Days.End.PlusDays(-1);
        foreach (var (rulebook, rule, needs) in day <= closedThrough ? Rules(day) : [])
        {
            if (needs.Given.Concat(needs.Targets).Any(name => OutsideFigures.Names(rule.Head.Id, name).Contains(figure.Name)))
            {
                Add(new TouchedScore(shop, day, rulebook, rule, []), [new FactCause(figure.OccurredAt, figure.Key)]);
            }
        }
    }

    private IEnumerable<(Rulebook Rulebook, ScoreRule Rule, ScoreNeeds Needs)> Rules(LocalDate day) =>
        from rule in inForce(day)?.Scores ?? []
        where rule.Shape is not FallShape
        select (inForce(day), rule, ScoreNeeds.Of(rule));

    private void Add(TouchedScore score, IEnumerable<FactCause> causes)
    {
        found.TryAdd(score.Key, score);
        found[score.Key].Causes.UnionWith(causes);
    }
}
