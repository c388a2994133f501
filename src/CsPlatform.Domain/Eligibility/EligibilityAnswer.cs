using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Eligibility;

/// <summary>The answer to a question: allowed, or refused for exactly one reason.</summary>
/// <param name="Flags">Failed checks that refuse nothing and are noted, in the order of the rule.</param>
public abstract record EligibilityAnswer(IReadOnlyList<EligibilityCheck> Flags);

/// <summary>It is allowed.</summary>
/// <param name="Flags">Failed checks that refuse nothing and are noted, in the order of the rule.</param>
/// <param name="Cost">Who bears its cost; null = the rule does not say.</param>
/// <param name="Granted">How much is granted, in the unit of the rule; null = nothing that is counted.</param>
public sealed record Allowed(IReadOnlyList<EligibilityCheck> Flags, CostShare? Cost, long? Granted) : EligibilityAnswer(Flags);

/// <summary>It is refused.</summary>
/// <param name="Flags">Failed checks before it that refuse nothing and are noted.</param>
/// <param name="Check">The first check that failed: its id and reason are the reason of the refusal.</param>
/// <param name="FactAbsent">Whether it failed because a fact was not given.</param>
public sealed record Refused(IReadOnlyList<EligibilityCheck> Flags, EligibilityCheck Check, bool FactAbsent)
    : EligibilityAnswer(Flags);
