using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>One part of a score, so that the score can be explained.</summary>
/// <param name="Id">The part, or the check that lowered it.</param>
/// <param name="Value">Its score; for a condition the value it looked at; null where there is none.</param>
/// <param name="Note">How it was found.</param>
public sealed record ScorePart(string Id, Fraction? Value, ScorePartNote Note);
