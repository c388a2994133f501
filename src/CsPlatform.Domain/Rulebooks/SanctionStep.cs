using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>One step of a ladder: applies when the rate is on the bad side of the threshold.</summary>
/// <param name="Threshold">The step's threshold; null = the step is not enforced by a figure.</param>
/// <param name="Direction">Which side is bad.</param>
public abstract record SanctionStep(string TextZh, string TextEn, Percentage? Threshold, BadSide Direction);
