using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A ladder together with the metric it judges and where both stand: all that a judgement has to cite.</summary>
/// <param name="Ladder">The ladder.</param>
/// <param name="Metric">The metric it judges.</param>
/// <param name="Citation">The ladder's place in its rulebook.</param>
public sealed record LadderInForce(SanctionLadder Ladder, MetricRule Metric, RuleCitation Citation)
{
    /// <summary>The ladder of a metric in a rulebook; null when the metric is measured but not sanctioned.</summary>
    public static LadderInForce? Find(Rulebook rulebook, string metricId)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var ladder = rulebook.Ladders.SingleOrDefault(l => l.MetricId == metricId);
        var metric = rulebook.Metrics.SingleOrDefault(m => m.Id == metricId);
        return ladder is null || metric is null ? null : new(ladder, metric, rulebook.Cite(ladder.Id, ladder.Source));
    }
}
