using CsPlatform.Domain.Rating.Amounts;

namespace CsPlatform.Domain.Rating.Fines;

/// <summary>What became of a demand.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Against">Why it is not enforced; None when it was booked.</param>
/// <param name="Standing">The fine that stands; null when none does.</param>
/// <param name="RevokedBy">The decision that revokes the one behind it; null when it stands.</param>
public sealed record FineRecord(FineDemand Demand, AmountReason Against, Fine? Standing, string? RevokedBy);
