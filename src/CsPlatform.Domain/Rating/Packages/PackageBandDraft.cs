namespace CsPlatform.Domain.Rating.Packages;

/// <summary>A band as somebody wrote it down: unchecked.</summary>
/// <param name="From">Fewest consultations of a natural month in it.</param>
/// <param name="Through">Most consultations in it, included; null = no end.</param>
/// <param name="FixedFen">Fixed part in fen.</param>
/// <param name="ShareHundredthsOfPercent">Percentage part; null = none.</param>
/// <param name="Of">What that is taken of.</param>
public sealed record PackageBandDraft(
    long? From, long? Through, long? FixedFen, int? ShareHundredthsOfPercent = null, PackageBase? Of = null);
