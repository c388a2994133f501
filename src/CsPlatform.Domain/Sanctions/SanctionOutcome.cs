namespace CsPlatform.Domain.Sanctions;

/// <summary>Where a trigger left a standing, and the decisions it led to, in the order in which they were taken.</summary>
public sealed record SanctionOutcome(Standing Standing, IReadOnlyList<SanctionDecision> Decisions, SanctionAnswer Answer);
