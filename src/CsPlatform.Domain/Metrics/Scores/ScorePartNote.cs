namespace CsPlatform.Domain.Metrics.Scores;

/// <summary>How a part of a score was found.</summary>
public enum ScorePartNote
{
    /// <summary>From its value or its parts.</summary>
    Plain = 1,

    /// <summary>Without data: by the value that the rule states for that case.</summary>
    ByDefault = 2,

    /// <summary>Without data: full marks, since no failing was found.</summary>
    FullMarksWithoutData = 3,

    /// <summary>By the bad units, since the sample is small.</summary>
    SmallSample = 4,

    /// <summary>Lowered by a check.</summary>
    Adjusted = 5,

    /// <summary>A condition that is met.</summary>
    Met = 6,

    /// <summary>A condition that is missed.</summary>
    Missed = 7,

    /// <summary>A condition that is not looked at: no data, or too few units.</summary>
    NotLookedAt = 8,
}
