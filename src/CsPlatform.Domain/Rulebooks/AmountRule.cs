namespace CsPlatform.Domain.Rulebooks;

/// <summary>A sum of money that a fact costs or gives: a fine, liquidated damages, a compensation.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record AmountRule(RuleHead Head);
