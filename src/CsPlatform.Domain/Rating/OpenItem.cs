using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>What is open of a charge: owed when positive, owed back to the shop when negative; never 0.</summary>
/// <param name="At">The charge's instant.</param>
/// <param name="ChargeId">The charge.</param>
/// <param name="Open">Amount minus reversal minus deductions.</param>
public sealed record OpenItem(Instant At, string ChargeId, Fen Open);
