namespace CsPlatform.Domain.Rulebooks;

/// <summary>A score that is put together from metrics or other scores.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record ScoreRule(RuleHead Head);
