using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What holds for every sequence of facts, however disordered.</summary>
[Trait("kind", "property")]
public class BookProperties
{
    private static readonly Instant Start = ChinaTime.StartOf(new LocalDate(2021, 1, 28));

    // Few ids and few hours, so that facts meet: same consultation, same instant, month ends, holidays.
    private static readonly Gen<Func<FactId, BillingFact>> Facts =
        from kind in Gen.Choose(0, 9)
        from hour in Gen.Choose(0, 20 * 24)
        from consultation in Gen.Choose(1, 6)
        from choice in Gen.Choose(0, 5)
        select Fact(kind, Start + Duration.FromHours(hour), $"c{consultation}", choice);

    private static readonly Arbitrary<BillingFact[]> Sequences = Gen.ListOf(Facts, 40)
        .Select(list => list.Select((make, i) => make(new FactId("p", $"{i:000}"))).ToArray())
        .ToArbitrary();

    [Fact]
    public void Every_booking_sums_to_0_and_the_statement_is_the_sum_of_the_postings() => Check(facts =>
    {
        var book = Market.Book(Market.Both);
        var ledger = facts.SelectMany(book.Apply).ToList();
        foreach (var month in new[] { new LocalDate(2021, 1, 1), new LocalDate(2021, 2, 1), new LocalDate(2021, 3, 1) })
        {
            State(month, ledger);
        }

        var receivable = Net(ledger, AccountKind.ShopReceivable, _ => true);
        Assert.Equal(Fen.Sum(book.Open.All.Select(item => item.Open)), receivable);
        Assert.Equal(Fen.Zero, Fen.Sum(Postings(ledger).Select(p => p.Amount)));
    });

    [Fact]
    public void What_stands_in_the_end_does_not_depend_on_the_order_in_which_facts_became_known() => Check(facts =>
    {
        var (forward, backward) = (Market.Book(Market.Both), Market.Book(Market.Both));
        var unpaid = facts.Where(fact => fact is not ProceedsSettledFact).ToList();
        unpaid.ForEach(fact => forward.Apply(fact));
        Enumerable.Reverse(unpaid).ToList().ForEach(fact => backward.Apply(fact));

        Assert.Equal(Standing(forward), Standing(backward));
    });

    [Fact]
    public void Cutting_the_feed_into_batches_with_a_restart_between_them_changes_nothing() => Check(facts =>
    {
        var whole = Market.Book(Market.Both);
        var expected = facts.SelectMany(whole.Apply).Select(entry => $"{entry}").ToList();
        var size = 1 + (facts.Length / 3);

        var (booked, known) = (new List<string>(), new List<BillingFact>());
        var stored = Market.Book(Market.Both);
        foreach (var batch in facts.Chunk(size))
        {
            var restarted = Reopen(stored, known);
            booked.AddRange(batch.SelectMany(restarted.Apply).Select(entry => $"{entry}"));
            known.AddRange(batch);
            stored = restarted;
        }

        Assert.Equal(expected, booked);
    });

    [Fact]
    public void A_consultation_is_never_charged_twice_at_any_point() => Check(facts =>
    {
        var book = Market.Book(Market.Both);
        var standing = new Dictionary<string, int>();
        foreach (var charge in facts.SelectMany(book.Apply).OfType<ChargeEntry>().Select(entry => entry.Charge))
        {
            standing[charge.Usage.ConsultationId] = standing.GetValueOrDefault(charge.Usage.ConsultationId) + charge.Quantity;
            Assert.InRange(standing[charge.Usage.ConsultationId], 0, 1);
        }
    });

    private static void Check(Action<BillingFact[]> holds) => Prop.ForAll(Sequences, holds).Check(Config.QuickThrowOnFailure);

    private static IEnumerable<string> Standing(ShopBook book) => book.Usages
        .Where(usage => usage.Decision.State != UsageState.Void)
        .Select(usage => $"{usage.Judged.Key} {usage.Decision} {usage.Standing?.Amount}")
        .Order(StringComparer.Ordinal);

    // What a service stores and loads again: modes, consultations, usage, open items, ids of settlements.
    private static ShopBook Reopen(ShopBook old, IReadOnlyList<BillingFact> known)
    {
        var book = Market.Book(Market.Both);
        old.Modes.Changes.ToList().ForEach(book.Restore);
        old.Usages.ToList().ForEach(book.Restore);
        old.Open.All.ToList().ForEach(book.Open.Restore);
        known.OfType<ProceedsSettledFact>().ToList().ForEach(fact => book.RestoreSettlement(fact.SettlementId));
        old.Consultations.ToList().ForEach(book.Restore);
        return book;
    }

    private static void State(LocalDate month, IReadOnlyList<BookEntry> ledger)
    {
        var (from, until) = ShopStatement.InstantsOf(month);
        var charges = ledger.OfType<ChargeEntry>().Select(entry => entry.Charge).ToList();
        var deductions = ledger.OfType<DeductionEntry>().Select(entry => entry.Deduction).ToList();
        var lines = charges.Where(c => from <= c.At && c.At < until)
            .GroupBy(c => (c.Usage.Kind, c.DayClass, c.TariffVersion, c.UnitPrice))
            .Select(g => new StatementLine(
                g.Key.Kind, g.Key.DayClass, g.Key.TariffVersion, g.Key.UnitPrice, g.Sum(c => (long)c.Quantity)));
        var before = Fen.Sum(charges.Where(c => c.At < from).Select(c => c.Amount))
            - Fen.Sum(deductions.Where(d => d.At < from).Select(d => d.Deducted));
        var statement = new ShopStatement(
            Market.Shop, month, before, [.. lines], [.. deductions.Where(d => from <= d.At && d.At < until)], []);

        statement.MustAgreeWith(
            Net(ledger, AccountKind.ShopReceivable, t => t.OccurredAt < from),
            Net(ledger, AccountKind.ShopReceivable, t => In(t) && t.Kind != LedgerTransactionKind.Settlement),
            -Net(ledger, AccountKind.ShopReceivable, t => In(t) && t.Kind == LedgerTransactionKind.Settlement));

        bool In(LedgerTransaction t) => from <= t.OccurredAt && t.OccurredAt < until;
    }

    private static IEnumerable<Posting> Postings(IEnumerable<BookEntry> ledger) =>
        ledger.Select(entry => entry.ToLedger()).OfType<LedgerTransaction>().SelectMany(t => t.Postings);

    private static Fen Net(IEnumerable<BookEntry> ledger, AccountKind kind, Func<LedgerTransaction, bool> which) =>
        Fen.Sum(ledger.Select(entry => entry.ToLedger()).OfType<LedgerTransaction>().Where(which).Select(t => t.Net(kind)));

    private static Func<FactId, BillingFact> Fact(int kind, Instant at, string consultation, int choice) => kind switch
    {
        0 => id => new ModeChangedFact(id, at, choice < 2 ? ServiceMode.Hosted : ServiceMode.SelfRun),
        1 or 2 => id => new MessageFact(id, at, consultation),
        3 => id => new ConsultationOpenedFact(id, at, consultation),
        4 => id => new ProceedsSettledFact(id, at, $"s{id.EventId}", new Fen(1 + (choice * 137))),
        _ => id => new TransferFact(
            id, at, consultation,
            choice == 0 ? TransferInitiator.Agent : TransferInitiator.User,
            choice == 1 ? ConsultationKind.PreSales : ConsultationKind.AfterSales),
    };
}
