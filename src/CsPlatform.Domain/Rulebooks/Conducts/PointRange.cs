namespace CsPlatform.Domain.Rulebooks;

/// <summary>Fewest and most points of a case, both included.</summary>
public sealed record PointRange(int Lowest, int Highest);
