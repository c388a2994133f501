namespace CsPlatform.Domain.Rulebooks;

/// <summary>What is allowed and what is refused, with the reasons for a refusal in their order.</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="Checks">The checks in order of precedence: the first that fails is the reason of the refusal.</param>
/// <param name="Costs">Who bears the cost of what is allowed; the first whose condition holds counts.</param>
/// <param name="Grant">How much is granted; null = nothing that is counted.</param>
public sealed record EligibilityRule(
    RuleHead Head, IReadOnlyList<EligibilityCheck> Checks, IReadOnlyList<CostShare> Costs, EligibilityGrant? Grant);
