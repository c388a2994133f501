namespace CsPlatform.Domain.Rulebooks;

/// <summary>Forbidden phrases of one kind, answered in one way.</summary>
/// <param name="Key">Key, unique in its list, such as "payment".</param>
/// <param name="NameZh">The platform's name of it.</param>
/// <param name="NameEn">Its name in English.</param>
/// <param name="Severity">How grave the source calls it; null = it does not say.</param>
/// <param name="Points">Points of a confirmed hit; null = a hit is flagged and costs nothing.</param>
/// <param name="Phrases">The phrases.</param>
public sealed record PhraseFamily(
    string Key,
    string NameZh,
    string NameEn,
    PhraseSeverity? Severity,
    int? Points,
    IReadOnlyList<Phrase> Phrases);
