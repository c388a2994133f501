using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What the policy says of a figure. At least one of step and hold is given.</summary>
/// <param name="Step">The step that applies; null = none.</param>
/// <param name="Missed">The hardest step whose threshold the figure missed; null when none was, or none was looked at.</param>
/// <param name="Hold">Why no step, or no penalty, applies; null when nothing was held back.</param>
public sealed record Judgement(SanctionStep? Step, SanctionStep? Missed, SanctionHold? Hold)
{
    /// <summary>Whether the step is harder than the missed threshold alone asks for, because of an earlier penalty.</summary>
    public bool IsEscalated => Hold is null && Step is not null && !ReferenceEquals(Step, Missed);

    internal static Judgement Held(SanctionHold hold) => new(null, null, hold);
}
