using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions;

/// <summary>What was found of one requirement.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Rate">Its figure; without data it is neither kept nor missed.</param>
public sealed record RequirementFinding(Requirement Requirement, Rate Rate)
{
    /// <summary>Whether the requirement is enforced and the figure has data enough to be looked at.</summary>
    public bool IsJudged => Requirement.Missed is { IsKnown: true }
        && Rate.HasData && Rate.Denominator >= (Requirement.MinimumSample ?? 1);

    /// <summary>Whether it is missed.</summary>
    public bool IsMissed => IsJudged && Requirement.Missed!.Holds(Rate);
}
