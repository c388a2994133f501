using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rating.Fines;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>The rows of what was booked: charges, deductions and their double entry. Only ever inserted.</summary>
internal static class EntryRows
{
    private const string Charges = """
        INSERT INTO billing.charge (partition, booked_at, platform, shop_id, charge_id, kind, consultation_id, source, event_id,
            cause_source, cause_event_id, occurred_at, day_class, tariff_version, unit_price_fen, quantity,
            rulebook_version, rulebook_hash, rule_id, rule_source, reverses)
        SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::text[], $12::timestamptz[], $13::smallint[], $14::text[], $15::bigint[], $16::smallint[],
            $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
        """;

    private const string Fines = """
        INSERT INTO billing.charge (partition, booked_at, kind, cause_source, platform, shop_id, charge_id, decision_id, case_id,
            cause_event_id, occurred_at, unit_price_fen, quantity, is_owed, payee, working, trace_id,
            rulebook_version, rulebook_hash, rule_id, rule_source, reverses)
        SELECT $1, $2, 3, 'sanctions', * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::timestamptz[], $10::bigint[], $11::smallint[], $12::boolean[], $13::smallint[], $14::text[], $15::text[],
            $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
        """;

    private const string Deductions = """
        INSERT INTO billing.deduction (partition, booked_at, platform, shop_id, settlement_id, source, event_id, occurred_at,
            settled_fen, deducted_fen, carried_fen)
        SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
            $9::bigint[], $10::bigint[], $11::bigint[])
        """;

    private const string DeductionLines = """
        INSERT INTO billing.deduction_line (partition, platform, shop_id, settlement_id, charge_id, amount_fen)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
        """;

    private const string Transactions = """
        INSERT INTO billing.ledger_transaction (partition, booked_at, platform, shop_id, transaction_id, kind, reference,
            occurred_at, postings)
        SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[],
            $8::timestamptz[], $9::smallint[])
        """;

    private const string Postings = """
        INSERT INTO billing.posting (partition, platform, shop_id, transaction_id, line, account, amount_fen)
        SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::bigint[])
        """;

    internal static void AddTo(NpgsqlBatch batch, short partition, IReadOnlyList<BookEntry> entries, Instant bookedAt)
    {
        var charges = entries.OfType<ChargeEntry>().Select(entry => entry.Charge).ToList();
        AddCharges(batch, partition, charges, bookedAt);
        AddFines(batch, partition, entries.OfType<FineEntry>().Select(entry => entry.Fine).ToList(), bookedAt);
        AddDeductions(batch, partition, entries.OfType<DeductionEntry>().Select(entry => entry.Deduction).ToList(), bookedAt);
        AddLedger(batch, partition, entries.Select(entry => entry.ToLedger()).OfType<LedgerTransaction>().ToList(), bookedAt);
    }

    private static void AddCharges(NpgsqlBatch batch, short partition, List<Charge> charges, Instant bookedAt)
        => new Columns<Charge>(charges).Scalar(partition).Scalar(bookedAt.ToDateTimeUtc())
            .Text(c => c.Shop.Platform).Text(c => c.Shop.ShopId).Text(c => c.Id).Number(c => (short)c.Usage.Kind)
            .Text(c => c.Usage.ConsultationId).Text(c => c.Usage.Transfer.Source).Text(c => c.Usage.Transfer.EventId)
            .Text(c => c.Cause.Source).Text(c => c.Cause.EventId).Time(c => c.At).Number(c => (short)c.DayClass)
            .Text(c => c.TariffVersion).Money(c => c.UnitPrice).Number(c => (short)c.Quantity)
            .Text(c => c.Citation.RulebookVersion).Text(c => c.Citation.RulebookHash).Text(c => c.Citation.RuleId)
            .Text(c => c.Citation.Source).Text(c => c.Reverses)
            .AddTo(batch, Charges);

    // A decision is the fact behind a fine.
    private static void AddFines(NpgsqlBatch batch, short partition, List<Fine> fines, Instant bookedAt)
        => new Columns<Fine>(fines).Scalar(partition).Scalar(bookedAt.ToDateTimeUtc())
            .Text(f => f.Shop.Platform).Text(f => f.Shop.ShopId).Text(f => f.Id).Text(f => f.DecisionId).Text(f => f.CaseId)
            .Text(f => f.DecisionId).Time(f => f.At).Money(f => f.Value).Number(f => (short)(f.Reverses is null ? 1 : -1))
            .Flag(f => f.IsOwed).Number(f => (short)f.Payee).Text(f => f.Working).Text(f => f.TraceId)
            .Text(f => f.Citation.RulebookVersion).Text(f => f.Citation.RulebookHash).Text(f => f.Citation.RuleId)
            .Text(f => f.Citation.Source).Text(f => f.Reverses)
            .AddTo(batch, Fines);

    private static void AddDeductions(NpgsqlBatch batch, short partition, List<Deduction> deductions, Instant bookedAt)
    {
        new Columns<Deduction>(deductions).Scalar(partition).Scalar(bookedAt.ToDateTimeUtc())
            .Text(d => d.Shop.Platform).Text(d => d.Shop.ShopId).Text(d => d.SettlementId)
            .Text(d => d.Cause.Source).Text(d => d.Cause.EventId).Time(d => d.At)
            .Money(d => d.Settled).Money(d => d.Deducted).Money(d => d.Carried)
            .AddTo(batch, Deductions);
        var lines = deductions.SelectMany(d => d.Lines.Select(line => (Deduction: d, Line: line))).ToList();
        new Columns<(Deduction Deduction, DeductionLine Line)>(lines).Scalar(partition)
            .Text(l => l.Deduction.Shop.Platform).Text(l => l.Deduction.Shop.ShopId).Text(l => l.Deduction.SettlementId)
            .Text(l => l.Line.ChargeId).Money(l => l.Line.Amount)
            .AddTo(batch, DeductionLines);
    }

    private static void AddLedger(NpgsqlBatch batch, short partition, List<LedgerTransaction> transactions, Instant bookedAt)
    {
        new Columns<LedgerTransaction>(transactions).Scalar(partition).Scalar(bookedAt.ToDateTimeUtc())
            .Text(t => t.Shop.Platform).Text(t => t.Shop.ShopId).Text(t => t.Id).Number(t => (short)t.Kind)
            .Text(t => t.Reference).Time(t => t.OccurredAt).Number(t => (short)t.Postings.Count)
            .AddTo(batch, Transactions);
        var postings = transactions
            .SelectMany(t => t.Postings.Select((p, line) => (Transaction: t, Posting: p, Line: line + 1)))
            .ToList();
        new Columns<(LedgerTransaction Transaction, Posting Posting, int Line)>(postings).Scalar(partition)
            .Text(p => p.Transaction.Shop.Platform).Text(p => p.Transaction.Shop.ShopId).Text(p => p.Transaction.Id)
            .Number(p => (short)p.Line).Number(p => (short)p.Posting.Account.Kind).Money(p => p.Posting.Amount)
            .AddTo(batch, Postings);
    }
}
