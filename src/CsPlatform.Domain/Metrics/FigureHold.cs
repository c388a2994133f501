namespace CsPlatform.Domain.Metrics;

/// <summary>Why a figure says nothing, neither good nor bad, in the order in which it is asked (handbook G8).</summary>
public enum FigureHold
{
    /// <summary>The rule does not say what is counted against what.</summary>
    NoDenominator = 1,

    /// <summary>Nothing was counted.</summary>
    NoData = 2,

    /// <summary>Fewer units than the metric asks for.</summary>
    BelowMinimumSample = 3,
}
