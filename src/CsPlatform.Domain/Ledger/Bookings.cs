using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Ledger;

/// <summary>Ledger transactions that move a sum from money of a shop to one other account; what is moved is above 0.</summary>
public static class Bookings
{
    /// <summary>A fee for service: the shop owes, the platform has earned.</summary>
    public static LedgerTransaction Fee(string id, ShopKey shop, string reference, Instant at, Fen sum) =>
        Move(
            (id, LedgerTransactionKind.Charge), shop, reference, at, [(AccountKind.ShopReceivable, sum)],
            AccountKind.ServiceFeeRevenue);

    /// <summary>A fine: from money of the shop to the platform.</summary>
    public static LedgerTransaction Fine(
        string id, ShopKey shop, string reference, Instant at, IReadOnlyList<(AccountKind From, Fen Sum)> taken) =>
        Move((id, LedgerTransactionKind.Fine), shop, reference, at, taken, AccountKind.PenaltyRevenue);

    /// <summary>A compensation: from money of the shop to what customers are to get.</summary>
    public static LedgerTransaction Compensation(
        string id, ShopKey shop, string reference, Instant at, IReadOnlyList<(AccountKind From, Fen Sum)> taken) =>
        Move((id, LedgerTransactionKind.Compensation), shop, reference, at, taken, AccountKind.CustomerClearing);

    /// <summary>From the shop's deposit to what the shop owes.</summary>
    public static LedgerTransaction DepositDraw(string id, ShopKey shop, string reference, Instant at, Fen sum) =>
        Move(
            (id, LedgerTransactionKind.DepositDraw), shop, reference, at, [(AccountKind.ShopDeposit, sum)],
            AccountKind.ShopReceivable);

    private static LedgerTransaction Move(
        (string Id, LedgerTransactionKind Kind) what,
        ShopKey shop,
        string reference,
        Instant at,
        IReadOnlyList<(AccountKind From, Fen Sum)> taken,
        AccountKind to)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (taken.Any(part => part.Sum <= Fen.Zero))
        {
            throw new ArgumentException($"Transaction {what.Id} moves nothing, or backwards.", nameof(taken));
        }

        var postings = taken.Select(part => new Posting(Account.For(part.From, shop), part.Sum))
            .Append(new Posting(Account.For(to, shop), -Fen.Sum(taken.Select(part => part.Sum))));
        return new LedgerTransaction(what.Id, shop, what.Kind, reference, at, [.. postings]);
    }
}
