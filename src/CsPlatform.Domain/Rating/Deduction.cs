using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>One settlement of sales proceeds and what it paid of the shop's open charges.</summary>
/// <param name="SettlementId">The settlement.</param>
/// <param name="Shop">The shop.</param>
/// <param name="At">When the proceeds were settled.</param>
/// <param name="Cause">The fact behind it.</param>
/// <param name="Settled">The proceeds, greater than 0.</param>
/// <param name="Carried">Charges up to that instant that stay open.</param>
/// <param name="Lines">What was taken for which charge, oldest usage first.</param>
public sealed record Deduction(
    string SettlementId, ShopKey Shop, Instant At, FactId Cause, Fen Settled, Fen Carried, IReadOnlyList<DeductionLine> Lines)
{
    /// <summary>Sum of the lines, at most the proceeds. Negative when more is given back than taken.</summary>
    public Fen Deducted { get; } = Fen.Sum(Lines.Select(line => line.Amount));

    /// <summary>What the shop is paid; never below 0.</summary>
    public Fen PaidOut => Settled - Deducted;

    /// <summary>The ledger entry: proceeds in, owed to the shop; the deduction against what it owes; the rest paid out.</summary>
    public LedgerTransaction ToLedger()
    {
        var payable = Account.For(AccountKind.ShopProceedsPayable, Shop);
        var clearing = Account.For(AccountKind.ProceedsClearing, Shop);
        var postings = new List<Posting> { new(clearing, Settled), new(payable, -Settled) };
        if (!Deducted.IsZero)
        {
            postings.Add(new Posting(payable, Deducted));
            postings.Add(new Posting(Account.For(AccountKind.ShopReceivable, Shop), -Deducted));
        }

        if (!PaidOut.IsZero)
        {
            postings.Add(new Posting(payable, PaidOut));
            postings.Add(new Posting(clearing, -PaidOut));
        }

        return new LedgerTransaction(
            "settlement:" + SettlementId, Shop, LedgerTransactionKind.Settlement, SettlementId, At, postings);
    }
}
