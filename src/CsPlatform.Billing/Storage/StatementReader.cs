using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rating.Fines;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Billing.Storage;

/// <summary>Reads a shop's month. Call it inside a transaction that sees one state (repeatable read).</summary>
internal static class StatementReader
{
    // While the tables are young and not yet analysed, the planner expects one row of each and would compare every transaction of the
    // shop with every posting of it. The other joins take time in proportion to the rows, whatever the planner expects.
    private const string NoNestedLoops = "SET LOCAL enable_nestloop = off";

    private const string Lines = """
        SELECT kind, day_class, tariff_version, unit_price_fen, sum(quantity)::bigint FROM billing.charge
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND occurred_at >= $4 AND occurred_at < $5
            AND decision_id IS NULL
        GROUP BY kind, day_class, tariff_version, unit_price_fen HAVING sum(quantity) <> 0
        ORDER BY kind, day_class, tariff_version, unit_price_fen
        """;

    private const string BroughtForward = """
        SELECT (SELECT coalesce(sum(unit_price_fen * quantity), 0) FROM billing.charge
                WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND occurred_at < $4 AND is_owed)::bigint
             - (SELECT coalesce(sum(deducted_fen), 0) FROM billing.deduction
                WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND occurred_at < $4)::bigint
        """;

    private const string Deductions = """
        SELECT d.settlement_id, d.source, d.event_id, d.occurred_at, d.settled_fen, d.carried_fen, l.charge_id, l.amount_fen
        FROM billing.deduction d LEFT JOIN billing.deduction_line l USING (partition, platform, shop_id, settlement_id)
        WHERE d.partition = $1 AND d.platform = $2 AND d.shop_id = $3 AND d.occurred_at >= $4 AND d.occurred_at < $5
        ORDER BY d.occurred_at, d.settlement_id, l.charge_id
        """;

    private const string Uncharged = """
        SELECT reason, count(*) FROM billing.usage
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND state IN (2, 3) AND occurred_at >= $4 AND occurred_at < $5
        GROUP BY reason ORDER BY reason
        """;

    private const string Fines = """
        SELECT charge_id, decision_id, case_id, occurred_at, unit_price_fen, working, is_owed, payee,
               rulebook_version, rulebook_hash, rule_id, rule_source, reverses, trace_id
        FROM billing.charge
        WHERE partition = $1 AND platform = $2 AND shop_id = $3 AND occurred_at >= $4 AND occurred_at < $5 AND decision_id IS NOT NULL
        ORDER BY occurred_at, coalesce(reverses, charge_id), quantity DESC
        """;

    private const string NotEnforced = """
        SELECT decision_id, rule_id, reason FROM billing.fine
        WHERE partition = $1 AND platform = $2 AND shop_id = $3
            AND effective_on >= ($4 AT TIME ZONE 'UTC' + interval '8 hours')::date
            AND effective_on < ($5 AT TIME ZONE 'UTC' + interval '8 hours')::date
            AND reason <> 0 AND revoked_by IS NULL
        ORDER BY effective_on, shop_sequence
        """;

    /// <summary>The statement, held against the ledger.</summary>
    /// <exception cref="InvalidOperationException">Statement and ledger differ.</exception>
    /// <exception cref="UnbalancedTransactionException">A ledger transaction of the month does not sum to 0.</exception>
    internal static async Task<ShopStatement> ReadAsync(
        NpgsqlConnection connection, (short Partition, ShopKey Shop) whose, LocalDate month, CancellationToken cancellation)
    {
        var (from, until) = ShopStatement.InstantsOf(month);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NoNestedLoops));
        foreach (var statement in new[] { Lines, BroughtForward, Deductions, Uncharged, Fines, NotEnforced })
        {
            batch.BatchCommands.Add(Command(statement, whose, from, until));
        }

        var lines = new List<StatementLine>();
        var (forward, deductions, uncharged) = (Fen.Zero, new Dictionary<string, Deduction>(), new List<UnchargedLine>());
        var (fines, notEnforced) = (new List<Fine>(), new List<FineNotEnforced>());
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            await EachAsync(reader, row => lines.Add(Line(row)), cancellation);
            await EachAsync(reader, row => forward = row.Money(0), cancellation);
            await EachAsync(reader, row => AddDeduction(row, whose.Shop, deductions), cancellation);
            await EachAsync(
                reader, row => uncharged.Add(new UnchargedLine(row.Choice<UsageReason>(0), row.GetInt64(1))), cancellation);
            await EachAsync(reader, row => fines.Add(ReadFine(row, whose.Shop)), cancellation);
            await EachAsync(
                reader,
                row => notEnforced.Add(new FineNotEnforced(row.GetString(0), row.GetString(1), row.Choice<AmountReason>(2))),
                cancellation);
        }

        var result = new ShopStatement(whose.Shop, month, forward, lines, [.. deductions.Values], uncharged)
        {
            Fines = fines,
            FinesNotEnforced = notEnforced,
        };
        var ledger = await LedgerReader.ReadAsync(connection, whose, (from, until), cancellation);
        result.MustAgreeWith(
            ledger.ReceivableBefore,
            Receivable(ledger.Transactions, kind => kind != LedgerTransactionKind.Settlement),
            -Receivable(ledger.Transactions, kind => kind == LedgerTransactionKind.Settlement));
        return result;
    }

    internal static NpgsqlBatchCommand Command(
        string statement, (short Partition, ShopKey Shop) whose, Instant from, Instant until)
    {
        var command = new NpgsqlBatchCommand(statement);
        command.Parameters.Add(new() { Value = whose.Partition });
        command.Parameters.Add(new() { Value = whose.Shop.Platform });
        command.Parameters.Add(new() { Value = whose.Shop.ShopId });
        command.Parameters.Add(new() { Value = from.ToDateTimeUtc(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        if (statement.Contains("$5", StringComparison.Ordinal))
        {
            command.Parameters.Add(new() { Value = until.ToDateTimeUtc(), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        }

        return command;
    }

    internal static async Task EachAsync(NpgsqlDataReader reader, Action<NpgsqlDataReader> take, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }

        await reader.NextResultAsync(cancellation);
    }

    private static Fen Receivable(IEnumerable<LedgerTransaction> transactions, Func<LedgerTransactionKind, bool> which)
        => Fen.Sum(transactions.Where(t => which(t.Kind)).Select(t => t.Net(AccountKind.ShopReceivable)));

    private static StatementLine Line(NpgsqlDataReader row) => new(
        row.Choice<ChargeKind>(0), row.Choice<DayClass>(1), row.GetString(2), row.Money(3), row.GetInt64(4));

    private static Fine ReadFine(NpgsqlDataReader row, ShopKey shop) => new(
        row.GetString(0), shop, row.GetString(1), row.GetString(2), row.Time(3), row.Money(4), row.GetString(5), row.GetBoolean(6),
        row.Choice<AmountParty>(7),
        new RuleCitation(shop.Platform, row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11)),
        row.TextOrNull(12), row.GetString(13));

    private static void AddDeduction(NpgsqlDataReader row, ShopKey shop, Dictionary<string, Deduction> deductions)
    {
        var id = row.GetString(0);
        DeductionLine[] line = row.IsDBNull(6) ? [] : [new DeductionLine(row.GetString(6), row.Money(7))];
        var before = deductions.TryGetValue(id, out var known) ? known.Lines : [];
        deductions[id] = new Deduction(id, shop, row.Time(3), row.Fact(1), row.Money(4), row.Money(5), [.. before, .. line]);
    }
}
