using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>A fact about a shop that billing acts on; the closed list of kinds follows.</summary>
/// <param name="Id">Its identity within the shop.</param>
/// <param name="At">When it happened.</param>
public abstract record BillingFact(FactId Id, Instant At);

/// <summary>A consultation was opened: that instant is its start. The buyer is null where it is not known.</summary>
public sealed record ConsultationOpenedFact(FactId Id, Instant At, string ConsultationId, string? Buyer = null)
    : BillingFact(Id, At);

/// <summary>
/// A message of a consultation: its start, as long as no opening is known and none came earlier. The buyer is null where it is
/// not known or did not write it.
/// </summary>
public sealed record MessageFact(FactId Id, Instant At, string ConsultationId, string? Buyer = null) : BillingFact(Id, At);

/// <summary>A consultation was handed over to official service.</summary>
public sealed record TransferFact(
    FactId Id, Instant At, string ConsultationId, TransferInitiator Initiator, ConsultationKind Kind) : BillingFact(Id, At);

/// <summary>The shop's service mode changed.</summary>
public sealed record ModeChangedFact(FactId Id, Instant At, ServiceMode Mode) : BillingFact(Id, At);

/// <summary>Sales proceeds were settled. The amount is greater than 0.</summary>
public sealed record ProceedsSettledFact(FactId Id, Instant At, string SettlementId, Fen Amount) : BillingFact(Id, At);
