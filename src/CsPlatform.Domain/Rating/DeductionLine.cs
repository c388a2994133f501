using CsPlatform.Domain.Ledger;

namespace CsPlatform.Domain.Rating;

/// <summary>What a settlement took for one charge; negative = given back because the charge was reversed after it had been deducted.</summary>
public sealed record DeductionLine(string ChargeId, Fen Amount);
