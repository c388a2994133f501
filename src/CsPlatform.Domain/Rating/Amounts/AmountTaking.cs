using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>
/// What is taken for an amount that is due: from the rule's fund sources in their order. The deposit gives what is in it and
/// never falls below 0. Sales proceeds give the rest: it is owed, and settlements deduct it. Without a source nothing is taken.
/// </summary>
/// <param name="Entry">The ledger entry; null when no money moves.</param>
/// <param name="Taken">What is taken.</param>
/// <param name="Held">What is due but not taken: no source is named, or the named ones do not suffice.</param>
public sealed record AmountTaking(LedgerTransaction? Entry, Fen Taken, Fen Held)
{
    /// <summary>Takes what is due.</summary>
    /// <param name="due">What is due; the merchant pays it.</param>
    /// <param name="deposit">What is in the shop's deposit, 0 or more.</param>
    /// <param name="at">The instant that decides the month.</param>
    /// <exception cref="ArgumentException">Somebody else pays, or the deposit is negative.</exception>
    public static AmountTaking Of(AmountDue due, Fen deposit, Instant at)
    {
        ArgumentNullException.ThrowIfNull(due);
        if (due.Payer != AmountParty.Merchant || deposit < Fen.Zero)
        {
            throw new ArgumentException($"{due.Key} is paid by {due.Payer}, out of a deposit of {deposit}.", nameof(due));
        }

        var (left, parts) = (due.Value, new List<(AccountKind From, Fen Sum)>());
        foreach (var source in due.FundSources)
        {
            var part = source == FundSource.Deposit ? Fen.Min(left, deposit) : left;
            if (part > Fen.Zero)
            {
                parts.Add((source == FundSource.Deposit ? AccountKind.ShopDeposit : AccountKind.ShopReceivable, part));
                left -= part;
            }
        }

        return new AmountTaking(parts.Count == 0 ? null : Book(due, parts, at), due.Value - left, left);
    }

    private static LedgerTransaction Book(AmountDue due, List<(AccountKind From, Fen Sum)> parts, Instant at)
    {
        var reference = $"{due.Key.RuleId}:{due.Key.Subject}";
        return due.Payee == AmountParty.Customer
            ? Bookings.Compensation("compensation:" + reference, due.Key.Shop, reference, at, parts)
            : Bookings.Fine("fine:" + reference, due.Key.Shop, reference, at, parts);
    }
}
