using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>A step of the ladder that the demo's market is held to.</summary>
/// <param name="Name">The platform's own words.</param>
/// <param name="BelowHundredths">It applies to rates below so many hundredths of a percent.</param>
/// <param name="Kind">The decision it leads to.</param>
/// <param name="DaysToPass">Of a study: days after the assignment in which the exam can be passed; else 0.</param>
/// <param name="LimitDays">Days of the traffic limit it leads to, at once or when the exam is not passed; else 0.</param>
internal sealed record DemoStep(string Name, int BelowHundredths, DecisionKind Kind, int DaysToPass, int LimitDays)
{
    /// <summary>Whether it uses the monthly quota: a reminder does not.</summary>
    public bool IsPenalty => Kind != DecisionKind.Reminded;

    /// <summary>Whether a rate misses its threshold.</summary>
    public bool IsMissedBy(long inTime, long all) => all > 0 && inTime * 10_000 < all * BelowHundredths;
}
