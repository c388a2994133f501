namespace CsPlatform.Domain.Rulebooks;

/// <summary>What one figure of a set must keep.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Missed">Which values miss it; null = the limit is unknown and the requirement is not enforced.</param>
/// <param name="MinimumSample">Fewest units the figure must have to be looked at; null = 1.</param>
public sealed record Requirement(FigureReference Figure, BeyondCondition? Missed, int? MinimumSample);
