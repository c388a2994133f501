using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Ledger;

/// <summary>One line of a ledger transaction: a positive amount debits the account, a negative one credits it.</summary>
public sealed record Posting
{
    /// <exception cref="ArgumentOutOfRangeException">The amount is 0: such a line says nothing.</exception>
    public Posting(Account account, Fen amount)
    {
        if (amount.IsZero)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), $"A posting to {account} moves something.");
        }

        Account = account;
        Amount = amount;
    }

    /// <summary>Where it is booked.</summary>
    public Account Account { get; }

    /// <summary>Debit when positive, credit when negative; never 0.</summary>
    public Fen Amount { get; }
}
