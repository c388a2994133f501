namespace CsPlatform.Domain.Rulebooks;

/// <summary>The assessed month right after a fined one brings no new fine: it is there to improve (handbook 5.1).</summary>
/// <param name="WhenMissed">What follows when it is missed as well; its only action, if any, is a proposal.</param>
public sealed record ImprovementMonth(SanctionStep WhenMissed);
