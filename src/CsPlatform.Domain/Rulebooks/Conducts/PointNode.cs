namespace CsPlatform.Domain.Rulebooks;

/// <summary>What happens when a sum of points or a count of incidents is reached.</summary>
/// <param name="NameZh">The platform's words for it.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Class">Incidents of this class are summed or counted; null = those of <paramref name="Item"/>.</param>
/// <param name="Item">Incidents of this item are; null = those of <paramref name="Class"/>.</param>
/// <param name="Points">Points that reach it, itself included; null = incidents do.</param>
/// <param name="Incidents">Incidents that reach it, itself included; null = points do.</param>
/// <param name="Period">The period that is summed; null = everything since the rule's first day.</param>
/// <param name="Measure">What reaching it brings.</param>
public sealed record PointNode(
    string NameZh,
    string NameEn,
    ConductClass? Class,
    string? Item,
    int? Points,
    int? Incidents,
    PointPeriod? Period,
    ConductMeasure Measure);
