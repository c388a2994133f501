namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>What besides rule, figure and standing decides how something is heard.</summary>
/// <param name="Shop">What exemptions of the ladder ask of the shop.</param>
public sealed record HearingTerms(AssessedShop Shop)
{
    /// <summary>Nothing is known and nothing is special.</summary>
    public static HearingTerms Plain { get; } = new(AssessedShop.Unknown);

    /// <summary>
    /// Why nothing may follow, whatever was found: rescinded, exempted, or held because of its mass; null = nothing speaks against it.
    /// </summary>
    public SanctionHold? Barred { get; init; }

    /// <summary>
    /// Index of the ladder's step that was taken when this was first heard, -1 for none; null = this is the first time. Played again, no
    /// harder step is taken, and no task is assigned backwards.
    /// </summary>
    public int? TakenBefore { get; init; }
}
