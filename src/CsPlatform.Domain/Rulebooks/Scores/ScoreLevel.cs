using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a value is called: a band that includes its start and excludes its end.</summary>
/// <param name="NameZh">The platform's own name, such as "5星".</param>
/// <param name="NameEn">An English name.</param>
/// <param name="From">The lowest value, inclusive.</param>
/// <param name="Until">Where the band ends, exclusive; null = no end.</param>
/// <param name="Minima">What parts of the score must reach for it, inclusive, by the part's id.</param>
public sealed record ScoreLevel(
    string NameZh, string NameEn, Fraction From, Fraction? Until, IReadOnlyList<(string Part, Fraction AtLeast)> Minima);
