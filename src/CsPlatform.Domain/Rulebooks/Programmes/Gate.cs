using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>What one figure must reach for an application to be admitted.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Limit">The limit; null = no source states it, so the gate stands open.</param>
/// <param name="Passes">Which values pass.</param>
/// <param name="Periods">For how many of the last periods in a row.</param>
public sealed record Gate(FigureReference Figure, Threshold? Limit, GateSide Passes, int Periods)
{
    /// <summary>Whether a value with data passes.</summary>
    public bool Admits(Rate value) => Limit is not { } limit || Passes switch
    {
        GateSide.AtLeast => limit.Compare(value) >= 0,
        GateSide.Above => limit.Compare(value) > 0,
        GateSide.AtMost => limit.Compare(value) <= 0,
        GateSide.Below => limit.Compare(value) < 0,
        _ => throw new InvalidOperationException($"A gate has no side: {Passes}."),
    };
}
