using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>What a score is found from. What is not in it is no data, never 0.</summary>
/// <param name="Metrics">Rates of metrics over the score's period, by metric id.</param>
/// <param name="Given">Values that the platform gives, by name.</param>
/// <param name="Targets">Targets that the platform sets per period or category, by the item's id; shares.</param>
public sealed record ScoreInputs(
    IReadOnlyDictionary<string, Rate> Metrics,
    IReadOnlyDictionary<string, Fraction> Given,
    IReadOnlyDictionary<string, Fraction> Targets)
{
    /// <summary>The number that a source names; null when there is no data.</summary>
    public Fraction? Value(ScoreSource? source) => source switch
    {
        MetricSource metric => Fraction.Of(Rate(metric.MetricId)),
        UnitsSource units => Rate(units.MetricId).Denominator,
        GivenSource given => Given.TryGetValue(given.Name, out var value) ? value : null,
        _ => null,
    };

    /// <summary>The rate of a metric; 0/0 when it is not known.</summary>
    public Rate Rate(string metricId) => Metrics.GetValueOrDefault(metricId);
}
