using CsPlatform.Cli.Output;
using CsPlatform.Metrics.V1;
using V1PeriodKind = CsPlatform.Metrics.V1.PeriodKind;

namespace CsPlatform.Cli.Views;

/// <summary>
/// A figure as JSON. Days are YYYY-MM-DD in China Standard Time; a period includes its start and excludes its end.
/// </summary>
/// <param name="Shop">The shop's id.</param>
/// <param name="Metric">The metric's id.</param>
/// <param name="PeriodKind">day, trailing_days, natural_week or natural_month.</param>
/// <param name="Day">The day of a daily figure; null otherwise.</param>
/// <param name="EvaluatedOn">Day T of its evaluation.</param>
/// <param name="PeriodStart">First day.</param>
/// <param name="PeriodEnd">Day after the last.</param>
/// <param name="Numerator">Hits.</param>
/// <param name="Denominator">Units; 0 = no data.</param>
/// <param name="Revision">1 as first closed.</param>
/// <param name="Reason">Why it was revised; null for revision 1.</param>
/// <param name="RulebookVersion">The rulebook that it was computed by.</param>
/// <param name="RulebookHash">Its SHA-256.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="RuleSource">Where the rule comes from: handbook section and class.</param>
/// <param name="ClosedAt">When this revision was published.</param>
public sealed record FigureView(
    string Shop,
    string Metric,
    string PeriodKind,
    string? Day,
    string EvaluatedOn,
    string PeriodStart,
    string PeriodEnd,
    long Numerator,
    long Denominator,
    int Revision,
    string? Reason,
    string? RulebookVersion,
    string? RulebookHash,
    string? RuleId,
    string? RuleSource,
    string? ClosedAt)
{
    /// <summary>firm, below_minimum_sample or uncertain; null = not judged.</summary>
    public string? Standing { get; init; }

    /// <summary>Why it is not firm; null when it is.</summary>
    public string? StandingReason { get; init; }

    /// <summary>The least the numerator could be if clocks were off by what is allowed for.</summary>
    public long NumeratorLowest { get; init; }

    /// <summary>The most it could be.</summary>
    public long NumeratorHighest { get; init; }

    public static FigureView Of(Figure figure) => new(
        figure.Shop.ShopId,
        figure.MetricId,
        Wording.Word(figure.PeriodKind),
        figure.PeriodKind == V1PeriodKind.Day ? figure.PeriodStart : null,
        figure.EvaluatedOn,
        figure.PeriodStart,
        figure.PeriodEnd,
        figure.Numerator,
        figure.Denominator,
        figure.Revision,
        Wording.OrNull(figure.Reason),
        figure.Citation?.RulebookVersion,
        figure.Citation?.RulebookHash,
        figure.Citation?.RuleId,
        figure.Citation?.Source,
        Wording.At(figure.ClosedAt))
    {
        Standing = figure.Standing == FigureStanding.Unspecified ? null : Wording.Word(figure.Standing),
        StandingReason = Wording.OrNull(figure.StandingReason),
        NumeratorLowest = figure.NumeratorLowest,
        NumeratorHighest = figure.NumeratorHighest,
    };
}
