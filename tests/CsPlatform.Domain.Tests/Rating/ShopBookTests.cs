using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What the tables under Scenarios/xiaohongshu cannot show of a shop's book.</summary>
public class ShopBookTests
{
    [Fact]
    public void Waiting_usage_is_rated_when_its_price_is_known_oldest_first_and_only_once()
    {
        var waiting = Fold(Market.Book(Tariffs.None), (12, "c2"), (1, "c1"));
        var priced = Market.Book();
        waiting.Usages.ToList().ForEach(priced.Restore);

        var booked = priced.RateWaiting().Cast<ChargeEntry>().Select(entry => (entry.Charge.Usage.ConsultationId, entry.Charge.UnitPrice));

        Assert.Equal([("c1", new Fen(300)), ("c2", new Fen(450))], booked);
        Assert.Empty(priced.RateWaiting());
    }

    [Fact]
    public void Rating_again_with_the_same_rules_books_nothing()
    {
        var book = Fold(Market.Book(), (1, "c1"), (12, "c2"));

        Assert.Empty(book.Rerate());
    }

    [Fact]
    public void A_free_charge_has_no_ledger_entry_and_leaves_nothing_open()
    {
        var book = Fold(Market.Book(new Tariffs([Market.Tariff("free", new LocalDate(2021, 1, 1), 0, 0)])), (1, "c1"));

        Assert.Null(Assert.Single(book.Usages).Standing!.ToLedger());
        Assert.Empty(book.Open.All);
    }

    [Fact]
    public void What_a_settlement_leaves_open_is_the_newest_usage()
    {
        var book = Fold(Market.Book(), (12, "c2"), (1, "c1"));
        book.Apply(new ProceedsSettledFact(new FactId("t", "s"), ChinaTime.StartOf(new LocalDate(2021, 2, 15)), "s1", new Fen(400)));

        var open = Assert.Single(book.Open.All);
        Assert.Equal(new Fen(350), open.Open);
        Assert.Equal("c2", book.Usages.Single(usage => usage.Standing?.Id == open.ChargeId).Judged.Key.ConsultationId);
    }

    [Fact]
    public void The_double_entry_of_a_settlement_leaves_nothing_payable()
    {
        var settled = new ProceedsSettledFact(new FactId("t", "1"), Instant.FromUtc(2021, 2, 2, 0, 0), "s1", new Fen(1000));
        var deduction = ProceedsDeduction.Decide(Market.Shop, settled, [new OpenItem(settled.At, "c", new Fen(300))]);

        var booked = deduction.ToLedger();

        Assert.Equal(Fen.Zero, booked.Net(AccountKind.ShopProceedsPayable));
        Assert.Equal(new Fen(-300), booked.Net(AccountKind.ShopReceivable));
        Assert.Equal(new Fen(300), booked.Net(AccountKind.ProceedsClearing));
    }

    [Fact]
    public void The_next_tariff_is_known_and_two_of_one_day_or_a_negative_price_are_refused()
    {
        var first = Market.Tariff("first", new LocalDate(2021, 2, 1), 300, 450);
        var dearer = Market.Tariff("dearer", new LocalDate(2021, 2, 20), 500, 500);

        Assert.Equal(dearer.EffectiveFrom, new Tariffs([dearer, first]).NextAfter(first.EffectiveFrom));
        Assert.Throws<ArgumentException>(() => new Tariffs([first, Market.Tariff("rival", first.EffectiveFrom, 1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Market.Tariff("negative", first.EffectiveFrom, -1, 1));
    }

    private static ShopBook Fold(ShopBook book, params (int Day, string Consultation)[] transfers)
    {
        book.Apply(new ModeChangedFact(new FactId("t", "m"), ChinaTime.StartOf(new LocalDate(2021, 1, 1)), ServiceMode.SelfRun));
        foreach (var (day, consultation) in transfers)
        {
            var at = ChinaTime.StartOf(new LocalDate(2021, 2, day)) + Duration.FromHours(10);
            book.Apply(new TransferFact(
                new FactId("t", consultation), at, consultation, TransferInitiator.User, ConsultationKind.AfterSales));
        }

        return book;
    }
}
