namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a conduct rule forbids and how it is found. A closed family.</summary>
public abstract record ConductTerms;

/// <summary>Words that may not be written to a buyer (handbook 3.4, 5.7).</summary>
/// <param name="Families">The families, by key.</param>
public sealed record PhraseTerms(IReadOnlyList<PhraseFamily> Families) : ConductTerms;

/// <summary>Deeds that are recorded against a shop and what they cost (handbook 1.6, 4.2).</summary>
/// <param name="Items">The deeds, by key.</param>
/// <param name="Caps">Most points that a period may add, at most one per class.</param>
/// <param name="Nodes">What happens when a sum or a count is reached; empty where the source names none.</param>
/// <param name="WarningsFirst">The first so many incidents bring a warning instead of points; null = none does.</param>
public sealed record PointTerms(
    IReadOnlyList<ConductItem> Items,
    IReadOnlyList<PointCap> Caps,
    IReadOnlyList<PointNode> Nodes,
    int? WarningsFirst) : ConductTerms;
