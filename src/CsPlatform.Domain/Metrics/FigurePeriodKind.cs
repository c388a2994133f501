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

    /// <summary>One or more natural weeks, Monday to Sunday.</summary>
    NaturalWeek = 4,
}
