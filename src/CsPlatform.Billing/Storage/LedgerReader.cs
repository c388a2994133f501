using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>Reads the double entry back. Every transaction goes through the constructor that refuses an unbalanced one.</summary>
internal static class LedgerReader
{
    private const string Before = """
        SELECT coalesce(sum(p.amount_fen), 0)::bigint
        FROM billing.ledger_transaction t JOIN billing.posting p USING (partition, platform, shop_id, transaction_id)
        WHERE t.partition = $1 AND t.platform = $2 AND t.shop_id = $3 AND t.occurred_at < $4 AND p.account = 1
        """;

    private const string Within = """
        SELECT t.transaction_id, t.kind, t.reference, t.occurred_at, p.account, p.amount_fen
        FROM billing.ledger_transaction t LEFT JOIN billing.posting p USING (partition, platform, shop_id, transaction_id)
        WHERE t.partition = $1 AND t.platform = $2 AND t.shop_id = $3 AND t.occurred_at >= $4 AND t.occurred_at < $5
        ORDER BY t.occurred_at, t.transaction_id, p.line
        """;

    /// <summary>What stood on the shop's receivable before the instants, and the transactions between them.</summary>
    internal static async Task<(Fen ReceivableBefore, IReadOnlyList<LedgerTransaction> Transactions)> ReadAsync(
        NpgsqlConnection connection,
        (short Partition, ShopKey Shop) whose,
        (Instant From, Instant Until) when,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(StatementReader.Command(Before, whose, when.From, when.Until));
        batch.BatchCommands.Add(StatementReader.Command(Within, whose, when.From, when.Until));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var before = Fen.Zero;
        await StatementReader.EachAsync(reader, row => before = row.Money(0), cancellation);
        var heads = new Dictionary<string, (LedgerTransactionKind Kind, string Reference, Instant At, List<Posting> Postings)>();
        await StatementReader.EachAsync(
            reader,
            row =>
            {
                if (!heads.TryGetValue(row.GetString(0), out var head))
                {
                    head = (row.Choice<LedgerTransactionKind>(1), row.GetString(2), row.Time(3), []);
                    heads.Add(row.GetString(0), head);
                }

                if (row.ChoiceOrNull<AccountKind>(4) is { } account)
                {
                    head.Postings.Add(new Posting(Account.For(account, whose.Shop), row.Money(5)));
                }
            },
            cancellation);
        return (before, [.. heads.Select(h => new LedgerTransaction(
            h.Key, whose.Shop, h.Value.Kind, h.Value.Reference, h.Value.At, h.Value.Postings))]);
    }
}
