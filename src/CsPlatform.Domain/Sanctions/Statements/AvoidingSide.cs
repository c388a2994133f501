namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Which way the numerator of a figure would have had to differ.</summary>
public enum AvoidingSide
{
    /// <summary>More of what the metric counts as a hit.</summary>
    More = 1,

    /// <summary>Fewer: the metric counts what is bad.</summary>
    Fewer = 2,
}
