namespace CsPlatform.Domain.Rulebooks;

/// <summary>One deed that is recorded against a shop.</summary>
/// <param name="Key">Key, unique in its ledger, such as "cold-tone".</param>
/// <param name="NameZh">The platform's words for it.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Class">Its class; null = the source gives none.</param>
/// <param name="Points">Points of one incident; null = recorded and flagged, costs nothing.</param>
/// <param name="Range">Range out of which the platform chooses the points of a case; null = the source states no range.</param>
/// <param name="Measures">What one incident brings besides points.</param>
/// <param name="Origin">Which facts of the system make an incident by themselves; null = it is reported by inspection.</param>
public sealed record ConductItem(
    string Key,
    string NameZh,
    string NameEn,
    ConductClass? Class,
    int? Points,
    PointRange? Range,
    IReadOnlyList<ConductMeasure> Measures,
    ConductOrigin? Origin);
