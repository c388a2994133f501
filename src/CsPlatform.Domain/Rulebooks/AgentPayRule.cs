namespace CsPlatform.Domain.Rulebooks;

/// <summary>How the pay of an agent is worked out.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record AgentPayRule(RuleHead Head);
