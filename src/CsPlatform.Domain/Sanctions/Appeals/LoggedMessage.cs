using NodaTime;

namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>A message of a consultation, by the merchant's own log or by what was reported.</summary>
/// <param name="ConsultationId">The consultation.</param>
/// <param name="IsBuyers">Whether the buyer wrote it; else somebody of the shop.</param>
/// <param name="At">When, by the clock of whoever logged it.</param>
public sealed record LoggedMessage(string ConsultationId, bool IsBuyers, Instant At);
