using CsPlatform.Domain.Primitives;

namespace CsPlatform.Domain.Ledger;

/// <summary>Postings that do not sum to 0: a bug, or a damaged ledger. Never repaired on the way.</summary>
public sealed class UnbalancedTransactionException : Exception
{
    public UnbalancedTransactionException(string transactionId, IReadOnlyList<Posting> postings)
        : base($"Ledger transaction {transactionId} is not balanced: " +
            $"{string.Join(", ", (postings ?? []).Select(p => $"{p.Account} {p.Amount}"))}.")
    {
        TransactionId = transactionId;
    }

    /// <summary>Which transaction.</summary>
    public string TransactionId { get; }
}
