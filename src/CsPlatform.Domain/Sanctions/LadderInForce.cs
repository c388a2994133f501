using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A ladder together with what it judges and where it stands: all that a judgement has to cite.</summary>
/// <param name="Ladder">The ladder.</param>
/// <param name="Metric">The metric it judges; null where its subject is something else.</param>
/// <param name="Citation">The ladder's place in its rulebook.</param>
public sealed record LadderInForce(SanctionLadder Ladder, MetricRule? Metric, RuleCitation Citation)
{
    /// <summary>
    /// Id under which the subject's standing and decisions run: the metric's, score's or figure's; the ladder's own for a set of
    /// requirements and for incidents.
    /// </summary>
    public string SubjectId { get; } = Ladder.Subject switch
    {
        MetricSubject metric => metric.MetricId,
        ScoreSubject score => score.ScoreId,
        OutsideSubject outside => outside.Key,
        _ => Ladder.Id,
    };

    /// <summary>The subject in the platform's own words.</summary>
    public string NameZh => Metric?.NameZh ?? Ladder.Subject switch
    {
        ScoreSubject score => score.NameZh,
        OutsideSubject outside => outside.NameZh,
        _ => Ladder.NameZh,
    };

    /// <summary>The subject in English.</summary>
    public string NameEn => Metric?.NameEn ?? Ladder.Subject switch
    {
        ScoreSubject score => score.NameEn,
        OutsideSubject outside => outside.NameEn,
        _ => Ladder.NameEn,
    };

    /// <summary>The ladder of a metric in a rulebook; null when no ladder judges this metric's figures by themselves.</summary>
    public static LadderInForce? Find(Rulebook rulebook, string metricId)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        foreach (var ladder in rulebook.Ladders)
        {
            if (ladder.MetricId == metricId)
            {
                return rulebook.FindMetric(metricId) is { } metric ? Of(rulebook, ladder, metric) : null;
            }
        }

        return null;
    }

    /// <summary>The ladder of a score in a rulebook; null when no ladder judges the score by itself.</summary>
    public static LadderInForce? FindByScore(Rulebook rulebook, string scoreId)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        foreach (var ladder in rulebook.Ladders)
        {
            if (ladder.Subject is ScoreSubject score && score.ScoreId == scoreId)
            {
                return Of(rulebook, ladder, metric: null);
            }
        }

        return null;
    }

    /// <summary>The ladder of a figure that is measured elsewhere; null when no ladder judges it by itself.</summary>
    public static LadderInForce? FindByOutside(Rulebook rulebook, string key)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        foreach (var ladder in rulebook.Ladders)
        {
            if (ladder.Subject is OutsideSubject outside && outside.Key == key)
            {
                return Of(rulebook, ladder, metric: null);
            }
        }

        return null;
    }

    /// <summary>A ladder of a rulebook by its own id; null when there is none.</summary>
    public static LadderInForce? FindById(Rulebook rulebook, string ladderId)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var ladder = rulebook.Ladders.FirstOrDefault(l => l.Id == ladderId);
        return ladder is null ? null : Of(rulebook, ladder, ladder.MetricId is { } id ? rulebook.FindMetric(id) : null);
    }

    private static LadderInForce Of(Rulebook rulebook, SanctionLadder ladder, MetricRule? metric) =>
        new(ladder, metric, rulebook.Cite(ladder.Id, ladder.Source));
}
