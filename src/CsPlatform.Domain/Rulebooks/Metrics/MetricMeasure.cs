namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a metric's rate is.</summary>
public enum MetricMeasure
{
    /// <summary>Units that hit over units counted, 0 to 1: compares with percentages.</summary>
    Share = 1,

    /// <summary>A sum of milliseconds over the number of waits, orders or days: never compares with a percentage.</summary>
    MeanMilliseconds = 2,

    /// <summary>A number of one kind over a number of another: compares with percentages but may be above 1.</summary>
    Ratio = 3,

    /// <summary>A sum of stars over the number of ratings.</summary>
    MeanStars = 4,
}
