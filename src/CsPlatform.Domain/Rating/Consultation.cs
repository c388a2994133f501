using System.Collections.Immutable;

namespace CsPlatform.Domain.Rating;

/// <summary>What billing knows of one consultation. It does not depend on the order in which the facts became known.</summary>
/// <param name="Id">Its id within the shop.</param>
/// <param name="Opened">Its earliest opening.</param>
/// <param name="FirstMessage">Its earliest message.</param>
/// <param name="Transfers">Its transfers by instant, then fact id.</param>
public sealed record Consultation(
    string Id, ConsultationStart? Opened, ConsultationStart? FirstMessage, ImmutableList<TransferFact> Transfers)
{
    /// <summary>Its buyer; null = not known. Where facts name several, the one that comes first in ordinal order.</summary>
    public string? Buyer { get; init; }

    /// <summary>Its start: the opening, or else the first message; null while neither is known.</summary>
    public ConsultationStart? Start => Opened ?? FirstMessage;

    /// <summary>A consultation of which nothing is known.</summary>
    public static Consultation Unknown(string id) => new(id, null, null, []);

    /// <summary>With one more fact; the same consultation when it tells nothing new.</summary>
    public Consultation With(BillingFact fact) => fact switch
    {
        ConsultationOpenedFact opened => WithOpened(new ConsultationStart(opened.At, opened.Id)).WithBuyer(opened.Buyer),
        MessageFact message => WithMessage(new ConsultationStart(message.At, message.Id)).WithBuyer(message.Buyer),
        TransferFact transfer => WithTransfer(transfer),
        _ => throw new ArgumentException($"{fact?.GetType().Name} is no fact about a consultation.", nameof(fact)),
    };

    private Consultation WithOpened(ConsultationStart opened)
    {
        var earliest = ConsultationStart.Earlier(Opened, opened);
        return earliest == Opened ? this : this with { Opened = earliest };
    }

    private Consultation WithMessage(ConsultationStart message)
    {
        var earliest = ConsultationStart.Earlier(FirstMessage, message);
        return earliest == FirstMessage ? this : this with { FirstMessage = earliest };
    }

    private Consultation WithBuyer(string? buyer) =>
        string.IsNullOrEmpty(buyer) || (Buyer is { } known && string.CompareOrdinal(known, buyer) <= 0)
            ? this
            : this with { Buyer = buyer };

    private Consultation WithTransfer(TransferFact transfer)
    {
        var place = 0;
        while (place < Transfers.Count && Compare(Transfers[place], transfer) < 0)
        {
            place++;
        }

        return place < Transfers.Count && Transfers[place].Id == transfer.Id
            ? this
            : this with { Transfers = Transfers.Insert(place, transfer) };
    }

    private static int Compare(TransferFact left, TransferFact right)
    {
        var byInstant = left.At.CompareTo(right.At);
        return byInstant != 0 ? byInstant : left.Id.CompareTo(right.Id);
    }
}
