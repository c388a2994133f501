using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;

namespace CsPlatform.Billing.Storage;

/// <summary>A fact and whose it is.</summary>
internal sealed record ShopFact(ShopKey Shop, BillingFact Fact)
{
    /// <summary>The consultation it is about; null when it is about none.</summary>
    internal string? ConsultationId => Fact switch
    {
        ConsultationOpenedFact opened => opened.ConsultationId,
        MessageFact message => message.ConsultationId,
        TransferFact transfer => transfer.ConsultationId,
        _ => null,
    };

    /// <summary>The buyer it names; null when it names none.</summary>
    internal string? Buyer => Fact switch
    {
        ConsultationOpenedFact opened => opened.Buyer,
        MessageFact message => message.Buyer,
        _ => null,
    };
}
