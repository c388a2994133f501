namespace CsPlatform.Domain.Metrics;

/// <summary>Kinds of period that a figure covers.</summary>
public enum FigurePeriodKind
{
    /// <summary>One natural day.</summary>
    Day = 1,

    /// <summary>T-n to T-1.</summary>
    TrailingDays = 2,

    /// <summary>A natural month.</summary>
    NaturalMonth = 3,
}
