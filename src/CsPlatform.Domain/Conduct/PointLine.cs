using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Conduct;

/// <summary>What one incident adds.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Item">The deed as the rule of its day states it; null = that rule does not know it.</param>
/// <param name="Points">The points of the deed by itself; null = none are stated or chosen.</param>
/// <param name="Added">The points added.</param>
/// <param name="Reason">Why.</param>
/// <param name="Measures">What it brings besides points.</param>
public sealed record PointLine(
    ConductIncident Incident,
    ConductItem? Item,
    int? Points,
    int Added,
    PointReason Reason,
    IReadOnlyList<ConductMeasure> Measures)
{
    /// <summary>Whether it counts as an incident at all.</summary>
    public bool Counts => Reason is not (PointReason.TakenBack or PointReason.NoRule);
}
