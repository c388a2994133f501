namespace CsPlatform.Domain.Rulebooks;

/// <summary>When a member is removed.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Missed">Which values bring it up.</param>
/// <param name="NeedsApproval">Whether a person has to approve it ("可能", "有权").</param>
public sealed record ProgrammeRemoval(FigureReference Figure, BeyondCondition Missed, bool NeedsApproval);
