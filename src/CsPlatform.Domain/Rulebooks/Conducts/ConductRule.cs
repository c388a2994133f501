namespace CsPlatform.Domain.Rulebooks;

/// <summary>What an agent may not say or do.</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="Terms">What is forbidden and how it is found.</param>
public sealed record ConductRule(RuleHead Head, ConductTerms Terms);
