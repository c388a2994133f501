namespace CsPlatform.Domain.Rulebooks;

/// <summary>Samples that passed over samples taken, by the time of sampling (handbook 5.1, item 4).</summary>
public sealed record SampleShareFormula : CountedFormula;
