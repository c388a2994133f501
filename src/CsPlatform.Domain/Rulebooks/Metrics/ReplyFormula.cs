namespace CsPlatform.Domain.Rulebooks;

/// <summary>A formula over buyers' messages and the replies to them, within a scope.</summary>
/// <param name="Scope">What is counted and what is left out.</param>
public abstract record ReplyFormula(ReplyScope Scope) : MetricFormula;
