namespace CsPlatform.Domain.Rulebooks;

/// <summary>A score that is put together from metrics or given values.</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="Shape">How its value is found.</param>
/// <param name="Window">The period its parts are found over; null = each part's own.</param>
/// <param name="Sample">What there must be enough of for a score at all; null = nothing.</param>
/// <param name="Levels">What its value is called, lowest first; empty = nothing.</param>
public sealed record ScoreRule(
    RuleHead Head, ScoreShape Shape, MetricWindow? Window, ScoreSample? Sample, IReadOnlyList<ScoreLevel> Levels);
