using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Feeds;

/// <summary>Finds the closed figures that changed facts touch, each once, with all its causes.</summary>
internal static class TouchedFigures
{
    /// <summary>In the order of shop, metric, kind and day, so that a replay publishes them alike.</summary>
    public static IReadOnlyList<TouchedFigure> Find(
        IEnumerable<KeyValuePair<ShopFact, LateChange>> changes, LocalDate closedThrough, Func<LocalDate, Rulebook?> inForce)
    {
        var touched = new Dictionary<FigureKey, (FigurePeriod Period, Rulebook Rulebook, MetricRule Metric, HashSet<FactCause> Causes)>();
        foreach (var (of, change) in changes)
        {
            foreach (var (period, rulebook, metric) in FigurePeriods.Touched(of.Fact, closedThrough, inForce))
            {
                var key = new FigureKey(of.Shop.ShopId, metric.Id, period.Kind, period.EvaluatedOn);
                if (!touched.TryGetValue(key, out var figure))
                {
                    touched.Add(key, figure = (period, rulebook, metric, []));
                }

                figure.Causes.UnionWith(change.Causes);
            }
        }

        return
        [
            .. touched
                .OrderBy(t => t.Key.ShopId, StringComparer.Ordinal)
                .ThenBy(t => t.Key.MetricId, StringComparer.Ordinal)
                .ThenBy(t => t.Key.Kind)
                .ThenBy(t => t.Key.EvaluatedOn)
                .Select(t => new TouchedFigure(t.Key.ShopId, t.Value.Period, t.Value.Rulebook, t.Value.Metric, Ordered(t.Value.Causes))),
        ];
    }

    private static List<FactCause> Ordered(IEnumerable<FactCause> causes)
    {
        var ordered = causes.ToList();
        ordered.Sort();
        return ordered;
    }
}
