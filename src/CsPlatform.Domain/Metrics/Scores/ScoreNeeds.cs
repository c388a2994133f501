using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>What a score is found from.</summary>
/// <param name="Metrics">Ids of the metrics, in the order in which they are asked.</param>
/// <param name="Given">Names of the values that the platform gives.</param>
/// <param name="Targets">Ids of the items whose targets the platform may set.</param>
public sealed record ScoreNeeds(IReadOnlyList<string> Metrics, IReadOnlyList<string> Given, IReadOnlyList<string> Targets)
{
    /// <summary>Everything that the rule names; a rule that watches another score needs nothing of its own.</summary>
    public static ScoreNeeds Of(ScoreRule rule)
    {
        var sources = rule.Shape switch
        {
            WeightedShape weighted => Sources(weighted.Root),
            DeductionShape deductions => deductions.Items.SelectMany(Sources),
            ConditionShape conditions => conditions.Conditions.SelectMany(Sources),
            _ => [],
        };
        var all = sources.Append(rule.Sample is { } sample ? new GivenSource(sample.Given) : null).ToList();
        return new ScoreNeeds(
            [.. all.Select(Metric).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. all.OfType<GivenSource>().Select(given => given.Name).Distinct(StringComparer.Ordinal)],
            rule.Shape is DeductionShape marks ? [.. marks.Items.Select(item => item.Id)] : []);
    }

    private static IEnumerable<ScoreSource?> Sources(ScoreNode node) =>
        [node.Source, .. node.Adjustments.Select(check => check.Source), .. node.Parts.SelectMany(Sources)];

    private static IEnumerable<ScoreSource?> Sources(MarkedItem item) =>
    [
        new MetricSource(item.MetricId),
        item.SmallSample?.BadUnitsMetricId is { } bad ? new MetricSource(bad) : null,
    ];

    private static IEnumerable<ScoreSource?> Sources(ScoreCondition condition) =>
    [
        condition.Source,
        condition.CountedBy,
        condition.LimitTimesGiven is { } name ? new GivenSource(name) : null,
    ];

    private static string? Metric(ScoreSource? source) => source switch
    {
        MetricSource metric => metric.MetricId,
        UnitsSource units => units.MetricId,
        _ => null,
    };
}
