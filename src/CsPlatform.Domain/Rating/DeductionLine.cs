using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Rating;

/// <summary>What a settlement took for one charge; negative = given back for a charge that was reversed later.</summary>
public sealed record DeductionLine(string ChargeId, Fen Amount);
