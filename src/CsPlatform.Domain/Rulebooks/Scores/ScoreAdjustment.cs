namespace CsPlatform.Domain.Rulebooks;

/// <summary>A check that lowers the score of a part by degrees (handbook 6.1: 异常揽收率, 商责纠纷率 轻度/中度/重度).</summary>
/// <param name="Id">Id, unique in the score.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="NameEn">An English name.</param>
/// <param name="Source">What is checked.</param>
/// <param name="Degrees">Mildest first; the hardest whose limit is passed applies. Empty = no source states them.</param>
public sealed record ScoreAdjustment(
    string Id, string NameZh, string NameEn, ScoreSource Source, IReadOnlyList<AdjustmentDegree> Degrees);
