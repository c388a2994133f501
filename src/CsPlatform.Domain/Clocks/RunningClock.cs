using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Clocks;

/// <summary>
/// A clock towards a due time. Its stages are the warnings and then the due time itself; each is told once at most. Immutable.
/// </summary>
/// <param name="Kind">What it runs for.</param>
/// <param name="Key">Which of those it is.</param>
/// <param name="Citation">The rule.</param>
/// <param name="DueInclusive">Whether what happens at the due instant itself is in time.</param>
/// <param name="Warnings">How long before the due time it warns, falling.</param>
public sealed record RunningClock(
    ClockKind Kind, ClockKey Key, RuleCitation Citation, bool DueInclusive, IReadOnlyList<Duration> Warnings)
{
    /// <summary>The sub-account that holds the subject; empty = nobody, or not known.</summary>
    public string AgentId { get; init; } = "";

    /// <summary>Stages that are behind it, told or passed over.</summary>
    public int Passed { get; init; }

    /// <summary>Whether any stage was told.</summary>
    public bool HasRung { get; init; }

    /// <summary>Whether it no longer runs; one that had rung is remembered for a while, so that it tells nothing twice.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether the due time is behind it.</summary>
    public bool IsBreached => Passed > Warnings.Count;

    /// <summary>The first instant of a stage, from 0.</summary>
    public Instant StageAt(int stage) => stage < Warnings.Count ? Key.DueAt - Warnings[stage]
        : DueInclusive ? Key.DueAt + Duration.Epsilon
        : Key.DueAt;
}
