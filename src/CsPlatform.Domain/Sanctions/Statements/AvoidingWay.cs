using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>What would have kept a figure from a step, and from every harder one.</summary>
/// <param name="Step">The step; of several that the same number avoids, the mildest.</param>
/// <param name="Side">Which way the numerator would have had to differ.</param>
/// <param name="Units">The smallest number that suffices, at least 1; null = no numerator would have.</param>
public sealed record AvoidingWay(SanctionStep Step, AvoidingSide Side, long? Units);
