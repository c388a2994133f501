namespace CsPlatform.Domain.Metrics;

/// <summary>Whether a figure says what it seems to say.</summary>
public enum FigureStanding
{
    /// <summary>It was closed before this was judged.</summary>
    NotJudged = 0,

    /// <summary>It says what it says.</summary>
    Firm = 1,

    /// <summary>It has fewer units than the metric asks for and triggers nothing.</summary>
    BelowMinimumSample = 2,

    /// <summary>A limit lies between what it could be on clocks that are off by the skew allowed for.</summary>
    Uncertain = 3,
}
