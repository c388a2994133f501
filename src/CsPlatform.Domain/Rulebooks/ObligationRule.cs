namespace CsPlatform.Domain.Rulebooks;

/// <summary>Something that is due by a time, with what happens when it is missed.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record ObligationRule(RuleHead Head);
