namespace CsPlatform.Domain.Rulebooks;

/// <summary>One way to write a forbidden phrase.</summary>
/// <param name="Text">The text, before normalisation.</param>
/// <param name="Match">How it is looked for.</param>
public sealed record PhraseWording(string Text, MatchMode Match);
