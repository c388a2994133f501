using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>One condition on a number.</summary>
/// <param name="Id">Id, unique in the score.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="NameEn">An English name.</param>
/// <param name="Source">What it looks at.</param>
/// <param name="Comparison">How it compares with the limit.</param>
/// <param name="Limit">The limit, or how many times <paramref name="LimitTimesGiven"/> it is.</param>
/// <param name="WhenMoreThan">It is looked at only when more than so many units were counted; null = always.</param>
/// <param name="CountedBy">What counts those units; null = the units of the metric.</param>
/// <param name="LimitTimesGiven">Name of the given value that the limit is a multiple of; null = it stands by itself.</param>
public sealed record ScoreCondition(
    string Id,
    string NameZh,
    string NameEn,
    ScoreSource Source,
    Comparison Comparison,
    Fraction Limit,
    int? WhenMoreThan,
    ScoreSource? CountedBy,
    string? LimitTimesGiven)
{
    /// <summary>Whether it is missed while there is no data, as where something has to be proved (handbook 5.4, 热情掌柜).</summary>
    public bool MissedWithoutData { get; init; }
}
