namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// Dissatisfaction by consultation: hits = rated at most <see cref="WorstStarsUpTo"/> stars, units = rated at all; by the
/// month of the consultation's start; the last rating counts (handbook 1.4).
/// </summary>
public sealed record DissatisfactionFormula(int WorstStarsUpTo) : MetricFormula;
