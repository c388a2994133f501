namespace CsPlatform.Domain.Rulebooks;

/// <summary>What is allowed and what is refused, with the reasons for a refusal in their order.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record EligibilityRule(RuleHead Head);
