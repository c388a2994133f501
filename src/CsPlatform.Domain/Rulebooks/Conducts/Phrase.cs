namespace CsPlatform.Domain.Rulebooks;

/// <summary>One forbidden phrase with the disguises it is written in.</summary>
/// <param name="Key">Key, unique in its list, such as "weixin".</param>
/// <param name="Wordings">How it may be written; the platform's own wording first.</param>
/// <param name="Except">Longer texts that contain a wording and mean something else.</param>
public sealed record Phrase(string Key, IReadOnlyList<PhraseWording> Wordings, IReadOnlyList<string> Except);
