namespace CsPlatform.Domain.Rulebooks;

/// <summary>What an agent may not say or do.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record ConductRule(RuleHead Head);
