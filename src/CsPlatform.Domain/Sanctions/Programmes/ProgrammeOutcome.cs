using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>Where a trigger left a membership.</summary>
/// <param name="Membership">The new membership.</param>
/// <param name="Answer">What the machine answered.</param>
/// <param name="Gate">The first gate that was missed, or had no data; null when none was looked at or all are passed.</param>
public sealed record ProgrammeOutcome(Membership Membership, ProgrammeAnswer Answer, Gate? Gate = null);
