namespace CsPlatform.Domain.Rulebooks;

/// <summary>One line of a rulebook's table of contents.</summary>
/// <param name="Kind">The section it stands in, as the file names it, such as "metrics".</param>
/// <param name="Head">Its name, words and source.</param>
/// <param name="NotExecuted">Why nothing executes it: switched off, or a note; null = it is executed.</param>
public sealed record RuleEntry(string Kind, RuleHead Head, string? NotExecuted);
