namespace CsPlatform.Domain.Sanctions;

/// <summary>Where a trigger left a standing.</summary>
/// <param name="Standing">The new standing.</param>
/// <param name="Decisions">The decisions it led to, in the order in which they were taken.</param>
/// <param name="Answer">What the machine answered.</param>
/// <param name="Hold">Why a judged figure led to no step, or to none harder than a reminder; null otherwise.</param>
public sealed record SanctionOutcome(
    Standing Standing, IReadOnlyList<SanctionDecision> Decisions, SanctionAnswer Answer, SanctionHold? Hold = null);
