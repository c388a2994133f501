using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What the policy says of a figure or an incident. At least one of step and hold is given.</summary>
/// <param name="Step">The step that applies; null = none.</param>
/// <param name="Missed">The hardest step whose condition holds; null when none does, or none was looked at.</param>
/// <param name="Hold">Why no step, or no penalty, applies; null when nothing was held back.</param>
public sealed record Judgement(SanctionStep? Step, SanctionStep? Missed, SanctionHold? Hold)
{
    private static readonly Judgement[] OnlyHeld =
        [.. Enumerable.Range(0, (int)Enum.GetValues<SanctionHold>().Max() + 1).Select(hold => new Judgement(null, null, (SanctionHold)hold))];

    /// <summary>Whether the step is harder than the missed condition alone asks for, because of an earlier penalty.</summary>
    public bool IsEscalated => Hold is null && Step is not null && !ReferenceEquals(Step, Missed);

    /// <summary>The run of missed periods up to this one; null where the ladder counts none, or the period was kept.</summary>
    public MissedRun? Run { get; init; }

    internal static Judgement Held(SanctionHold hold) => OnlyHeld[(int)hold];
}
