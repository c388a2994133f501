namespace CsPlatform.Domain.Rulebooks;

/// <summary>How long a restriction lasts. The closed list.</summary>
public abstract record RestrictionLength;

/// <summary>A number of natural days, the first day included (handbook G13).</summary>
/// <param name="Days">The number; null = the source names a range only and nobody has chosen, so it is not enforced.</param>
public sealed record FixedLength(int? Days) : RestrictionLength;

/// <summary>Until one of the named things happens; at least one is true.</summary>
/// <param name="UntilRecovery">A figure on the good side lifts it, from the day of that figure's evaluation.</param>
/// <param name="UntilMerchantActs">The merchant's own action lifts it.</param>
public sealed record OpenLength(bool UntilRecovery, bool UntilMerchantActs) : RestrictionLength;
