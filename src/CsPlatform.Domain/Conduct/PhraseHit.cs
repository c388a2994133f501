using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Conduct;

/// <summary>A forbidden phrase that stands in a text.</summary>
/// <param name="Phrase">The phrase's key.</param>
/// <param name="Family">The key of its family.</param>
/// <param name="Start">Where it starts in the original text, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is there, separators inside included, in UTF-16 units.</param>
/// <param name="Matched">That part of the original text.</param>
/// <param name="Severity">How grave the source calls it; null = it does not say.</param>
/// <param name="Points">Points once somebody confirms the hit; null = it is flagged and costs nothing.</param>
/// <param name="Citation">The rule that forbids it.</param>
public sealed record PhraseHit(
    string Phrase,
    string Family,
    int Start,
    int Length,
    string Matched,
    PhraseSeverity? Severity,
    int? Points,
    RuleCitation Citation);
