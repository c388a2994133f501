namespace CsPlatform.Domain.Rulebooks;

/// <summary>One metric as a rulebook defines it.</summary>
/// <param name="Id">Id, such as "xhs.reply_rate_3min".</param>
/// <param name="NameZh">The platform's own wording.</param>
/// <param name="NameEn">An English line.</param>
/// <param name="Source">Handbook section and class.</param>
/// <param name="Formula">How a unit's contribution is found.</param>
/// <param name="Window">The period that is assessed.</param>
/// <param name="PublishesDailyFigures">Whether each day's own figure is published as well.</param>
public sealed record MetricRule(
    string Id,
    string NameZh,
    string NameEn,
    string Source,
    MetricFormula Formula,
    MetricWindow Window,
    bool PublishesDailyFigures)
{
    /// <summary>What its rate is: a share or a mean.</summary>
    public MetricMeasure Measure => Formula.Measure;

    /// <summary>The rule in the platform's own words.</summary>
    public string TextZh { get; init; } = "";

    /// <summary>The rule in English.</summary>
    public string TextEn { get; init; } = "";

    /// <summary>Fewest units that a figure must have to say anything; null = one is enough.</summary>
    public int? MinimumSample { get; init; }
}
