using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>How an item is marked while its sample is small.</summary>
/// <param name="UpTo">The largest sample that is small.</param>
/// <param name="PerBadUnit">Marks for each bad unit.</param>
/// <param name="BadUnitsMetricId">The metric whose hits are the bad units; null = the misses of the item's own metric.</param>
public sealed record SmallSample(int UpTo, Fraction PerBadUnit, string? BadUnitsMetricId);
