namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Something that a score lacks.</summary>
/// <param name="Part">Id of the part; empty for the score as a whole.</param>
/// <param name="Reason">What is lacking.</param>
public sealed record ScoreGap(string Part, ScoreGapReason Reason);
