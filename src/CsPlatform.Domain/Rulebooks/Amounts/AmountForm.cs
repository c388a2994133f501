using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>How an amount is worked out; the closed list of forms follows. What is absent is not enforced, never 0.</summary>
public abstract record AmountForm;

/// <summary>The same amount every time.</summary>
/// <param name="Value">Above 0; null = no source states it.</param>
public sealed record FlatAmount(Fen? Value) : AmountForm;

/// <summary>By the band that a score lies in. No rounding comes before the ladder: 79.999 lies below 80.</summary>
/// <param name="Bands">From the lowest to the highest; they cover everything from 0 upwards, each score once.</param>
public sealed record BandedAmount(IReadOnlyList<AmountBand> Bands) : AmountForm;

/// <summary>A share of what was paid, held between floor and ceiling, then rounded half up to the fen.</summary>
/// <param name="Share">The share.</param>
/// <param name="Of">Of what.</param>
/// <param name="Floor">Least; null = none.</param>
/// <param name="Ceiling">Most; null = none.</param>
public sealed record ShareAmount(Percentage Share, AmountBase Of, Fen? Floor, Fen? Ceiling) : AmountForm;

/// <summary>A multiple of what was paid, not less than the floor, then rounded half up to the fen.</summary>
/// <param name="Factor">Above 0, such as 1.8.</param>
/// <param name="Of">Of what.</param>
/// <param name="Floor">Least; null = none.</param>
public sealed record MultipleAmount(Fraction Factor, AmountBase Of, Fen? Floor) : AmountForm;

/// <summary>An amount for each case.</summary>
/// <param name="Value">Above 0; null = no source states it.</param>
public sealed record PerCaseAmount(Fen? Value) : AmountForm;

/// <summary>A value that the platform chooses in a range, both ends included.</summary>
/// <param name="Lowest">Lowest value, above 0.</param>
/// <param name="Highest">Highest value.</param>
/// <param name="Chosen">The value chosen; null = none yet.</param>
public sealed record RangeAmount(Fen Lowest, Fen Highest, Fen? Chosen) : AmountForm;
