namespace CsPlatform.Domain.Rulebooks;

/// <summary>Reviews with certain stars over all reviews (handbook 6.4: 4-5 good, 3 middling, 1-2 bad).</summary>
/// <param name="Scope">Which reviews count.</param>
/// <param name="StarsFrom">Fewest stars that hit, inclusive.</param>
/// <param name="StarsTo">Most stars that hit, inclusive.</param>
public sealed record ReviewShareFormula(ReviewScope Scope, int StarsFrom, int StarsTo) : CountedFormula;
