namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>Why a score cannot be found, in the order in which it is said.</summary>
public enum ScoreGapReason
{
    /// <summary>There is not enough of what the rule asks for.</summary>
    SampleTooSmall = 1,

    /// <summary>A part has no data and no value for that case.</summary>
    NoData = 2,

    /// <summary>No source states a weight.</summary>
    WeightsAbsent = 3,

    /// <summary>No source states how a value becomes a score.</summary>
    CurveAbsent = 4,

    /// <summary>No source states the degrees of a check.</summary>
    DegreesAbsent = 5,

    /// <summary>No source states a target, and none is given.</summary>
    TargetAbsent = 6,
}
