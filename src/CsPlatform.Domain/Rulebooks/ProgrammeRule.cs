namespace CsPlatform.Domain.Rulebooks;

/// <summary>A programme that shops are admitted to and removed from by a score.</summary>
/// <param name="Head">Its name, words and source.</param>
public sealed record ProgrammeRule(RuleHead Head);
