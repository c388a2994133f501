namespace CsPlatform.Domain.Rulebooks;

/// <summary>Bad reviews that the shop replied to over all bad reviews, by the time of the review (handbook 1.6, 2021).</summary>
/// <param name="StarsUpTo">Most stars of a bad review, inclusive.</param>
public sealed record ReviewReplyShareFormula(int StarsUpTo) : CountedFormula;
