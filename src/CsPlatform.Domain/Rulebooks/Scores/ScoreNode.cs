using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>A part of a weighted score: a leaf with a source, or the weighted sum of its parts.</summary>
/// <param name="Id">Id, unique in the score.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="NameEn">An English name.</param>
/// <param name="Weight">Its share of the sum it stands in; null = no source states it.</param>
/// <param name="Source">Where a leaf's value comes from; null for a sum.</param>
/// <param name="Parts">What it is the sum of; empty for a leaf.</param>
/// <param name="Scale">How a leaf's value becomes its score; null = no source states it.</param>
/// <param name="WhenNoData">A leaf's score while there is no data; null = then there is no score.</param>
/// <param name="Adjustments">What happens to its score afterwards, in this order.</param>
/// <param name="Lowest">What it never falls below; null = no limit.</param>
/// <param name="Highest">What it never rises above; null = no limit.</param>
public sealed record ScoreNode(
    string Id,
    string NameZh,
    string NameEn,
    Fraction? Weight,
    ScoreSource? Source,
    IReadOnlyList<ScoreNode> Parts,
    ScoreScale? Scale,
    Fraction? WhenNoData,
    IReadOnlyList<ScoreAdjustment> Adjustments,
    Fraction? Lowest,
    Fraction? Highest);
