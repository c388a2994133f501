using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>A score, or what it lacks: it is never 0 for want of a weight.</summary>
/// <param name="Value">The score, exact; null when anything is lacking.</param>
/// <param name="Level">What it is called; null when it has no value or no level holds.</param>
/// <param name="Parts">Its parts, each before what it is part of.</param>
/// <param name="Gaps">What it lacks, by reason and then in the order of the parts.</param>
public sealed record ScoreResult(
    Fraction? Value, ScoreLevel? Level, IReadOnlyList<ScorePart> Parts, IReadOnlyList<ScoreGap> Gaps);
