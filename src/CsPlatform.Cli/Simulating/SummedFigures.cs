namespace CsPlatform.Cli.Simulating;

/// <summary>Figures added up.</summary>
/// <param name="Figures">How many have data.</param>
/// <param name="Numerator">The sum of their numerators.</param>
/// <param name="Denominator">The sum of their denominators.</param>
internal sealed record SummedFigures(long Figures, long Numerator, long Denominator);
