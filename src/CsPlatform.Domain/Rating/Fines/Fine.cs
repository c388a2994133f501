using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating.Fines;

/// <summary>A fine, or liquidated damages, that is due; or the taking back of one. Never changed.</summary>
/// <param name="Id">Unique within the shop, derived from the decision.</param>
/// <param name="Shop">The shop.</param>
/// <param name="DecisionId">The decision that asks for it; on the taking back, the decision that revokes that one.</param>
/// <param name="CaseId">The case; empty for none.</param>
/// <param name="At">The instant that decides the month: the start of the day of effect, on the taking back too.</param>
/// <param name="Value">The sum, 0 or more.</param>
/// <param name="Working">How it was worked out, in yuan.</param>
/// <param name="IsOwed">
/// Whether settlements deduct it: where neither the rule nor the configuration names sales proceeds, it is due and nothing is taken.
/// </param>
/// <param name="Payee">Who gets it.</param>
/// <param name="Citation">The rule of the amount.</param>
/// <param name="Reverses">Id of the fine that it takes back; null for a fine proper.</param>
/// <param name="TraceId">What the taking back goes back to, such as an appeal; empty for a fine proper.</param>
public sealed record Fine(
    string Id,
    ShopKey Shop,
    string DecisionId,
    string CaseId,
    Instant At,
    Fen Value,
    string Working,
    bool IsOwed,
    AmountParty Payee,
    RuleCitation Citation,
    string? Reverses = null,
    string TraceId = "")
{
    /// <summary>The value, negative when it takes a fine back.</summary>
    public Fen Amount => Reverses is null ? Value : -Value;

    /// <summary>The ledger entry: the shop owes, and whom it is for has a claim. Null when nothing moves.</summary>
    public LedgerTransaction? ToLedger()
    {
        if (!IsOwed || Value.IsZero)
        {
            return null;
        }

        var toCustomer = Payee == AmountParty.Customer;
        return new LedgerTransaction(
            "fine:" + Id,
            Shop,
            Reverses is not null ? LedgerTransactionKind.Reversal
                : toCustomer ? LedgerTransactionKind.Compensation : LedgerTransactionKind.Fine,
            Id,
            At,
            [
                new Posting(Account.For(AccountKind.ShopReceivable, Shop), Amount),
                new Posting(Account.For(toCustomer ? AccountKind.CustomerClearing : AccountKind.PenaltyRevenue, Shop), -Amount),
            ]);
    }

    /// <summary>The entry that takes this one back: the same instant and sum, hence the same month.</summary>
    /// <param name="decisionId">The decision that revokes.</param>
    /// <param name="traceId">What that goes back to.</param>
    /// <exception cref="InvalidOperationException">This one takes back another.</exception>
    public Fine Reversed(string decisionId, string traceId) => Reverses is null
        ? this with { Id = ChargeIds.OfReversal(Id), Reverses = Id, DecisionId = decisionId, TraceId = traceId }
        : throw new InvalidOperationException($"Fine {Id} takes back {Reverses}; it cannot be taken back itself.");
}
