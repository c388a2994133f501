namespace CsPlatform.Domain.Rulebooks;

/// <summary>How much is granted: a number divided by another, cut off to a whole one.</summary>
/// <param name="Fact">Key of the number.</param>
/// <param name="DividedBy">Positive.</param>
/// <param name="UnitZh">What is granted, in Chinese.</param>
/// <param name="UnitEn">What is granted, in English.</param>
public sealed record EligibilityGrant(string Fact, int DividedBy, string UnitZh, string UnitEn);
