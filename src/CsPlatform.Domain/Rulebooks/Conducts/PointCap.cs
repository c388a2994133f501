namespace CsPlatform.Domain.Rulebooks;

/// <summary>Most points of a class that a period adds.</summary>
/// <param name="Class">The class.</param>
/// <param name="Period">The period.</param>
/// <param name="Points">Most points.</param>
public sealed record PointCap(ConductClass Class, PointPeriod Period, int Points);
