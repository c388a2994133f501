using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Ledger;

/// <summary>
/// Postings that belong together and sum to 0. The same constructor checks what is about to be booked and what was read back,
/// so an unbalanced transaction exists nowhere. Immutable: what was wrong is corrected by a further transaction.
/// </summary>
public sealed record LedgerTransaction
{
    /// <exception cref="UnbalancedTransactionException">Fewer than two postings, or a sum other than 0.</exception>
    /// <exception cref="ArgumentException">A posting of another shop or platform.</exception>
    public LedgerTransaction(
        string id, ShopKey shop, LedgerTransactionKind kind, string reference, Instant occurredAt,
        IReadOnlyList<Posting> postings)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(reference);
        ArgumentNullException.ThrowIfNull(postings);
        if (postings.Count < 2 || !Fen.Sum(postings.Select(p => p.Amount)).IsZero)
        {
            throw new UnbalancedTransactionException(id, postings);
        }

        if (postings.FirstOrDefault(p => p.Account != Account.For(p.Account.Kind, shop)) is { } stray)
        {
            throw new ArgumentException($"Transaction {id} of {shop} posts to {stray.Account}.", nameof(postings));
        }

        (Id, Shop, Kind, Reference, OccurredAt, Postings) = (id, shop, kind, reference, occurredAt, [.. postings]);
    }

    /// <summary>Unique within the shop; derived from what it books, so that a replay gives the same.</summary>
    public string Id { get; }

    /// <summary>The shop whose business it is.</summary>
    public ShopKey Shop { get; }

    /// <summary>What it books.</summary>
    public LedgerTransactionKind Kind { get; }

    /// <summary>Id of the charge or settlement that it books.</summary>
    public string Reference { get; }

    /// <summary>The instant of the business fact; it decides the month.</summary>
    public Instant OccurredAt { get; }

    /// <summary>At least two; they sum to 0.</summary>
    public IReadOnlyList<Posting> Postings { get; }

    /// <summary>What it moves on one kind of account.</summary>
    public Fen Net(AccountKind kind) => Fen.Sum(Postings.Where(p => p.Account.Kind == kind).Select(p => p.Amount));

    /// <summary>The transaction that takes this one back: the same lines with the signs turned, at the same instant.</summary>
    /// <exception cref="InvalidOperationException">This one takes back another.</exception>
    public LedgerTransaction Reversed() => Kind == LedgerTransactionKind.Reversal
        ? throw new InvalidOperationException($"Transaction {Id} takes back another; it cannot be taken back itself.")
        : new LedgerTransaction(
            "reversal:" + Id, Shop, LedgerTransactionKind.Reversal, Reference, OccurredAt,
            [.. Postings.Select(p => new Posting(p.Account, -p.Amount))]);
}
