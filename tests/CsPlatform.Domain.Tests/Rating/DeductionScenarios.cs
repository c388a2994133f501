using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What settlements pay, as operations people would write it down (handbook 1.2, item 6).</summary>
public class DeductionScenarios
{
    [Fact]
    public void What_is_there_is_taken_and_the_rest_is_carried_to_the_next_settlement() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                     |
        2021-02-01 10:00:00 | transfer c1 user after-sales | +300 ordinary
        2021-02-12 10:00:00 | transfer c2 user after-sales | +450 holiday
        2021-02-15 00:00:00 | settled s1 500               | took 500 paid 0 carried 250
        2021-02-16 00:00:00 | settled s2 100               | took 100 paid 0 carried 150
        2021-02-17 00:00:00 | settled s3 1000              | took 150 paid 850 carried 0
        2021-02-18 00:00:00 | settled s4 1000              | took 0 paid 1000 carried 0
        """);

    [Fact]
    public void Oldest_usage_is_paid_first_whenever_it_became_known()
    {
        var book = Market.Book();
        Scenario.Run(book, """
            2021-01-01 00:00:00 | self-run                     |
            2021-02-12 10:00:00 | transfer c2 user after-sales | +450 holiday
            2021-02-01 10:00:00 | transfer c1 user after-sales | +300 ordinary
            2021-02-15 00:00:00 | settled s1 400               | took 400 paid 0 carried 350
            """);

        var open = Assert.Single(book.Open.All);
        Assert.Equal(new Fen(350), open.Open);
        Assert.Equal("c2", book.Usages.Single(usage => usage.Standing?.Id == open.ChargeId).Judged.Key.ConsultationId);
    }

    [Fact]
    public void A_settlement_pays_only_usage_up_to_its_own_instant() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                     |
        2021-02-01 10:00:00 | transfer c1 user after-sales | +300 ordinary
        2021-02-03 10:00:00 | transfer c2 user after-sales | +300 ordinary
        2021-02-02 00:00:00 | settled s1 1000              | took 300 paid 700 carried 0
        2021-02-03 10:00:00 | settled s2 1000              | took 300 paid 700 carried 0
        """);

    [Fact]
    public void A_settlement_that_comes_again_under_its_id_changes_nothing() => Scenario.Run(Market.Book(), """
        2021-02-02 00:00:00 | settled s1 1000              | took 0 paid 1000 carried 0
        2021-02-02 00:00:00 | settled s1 1000              |
        2021-02-02 00:00:00 | settled s1 2000              |
        """);

    [Fact]
    public void What_was_deducted_for_a_charge_that_is_taken_back_is_given_back() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                     |
        2021-02-01 10:00:00 | transfer c1 user after-sales | +300 ordinary
        2021-02-02 00:00:00 | settled s1 1000              | took 300 paid 700 carried 0
        2021-01-31 00:00:00 | hosted                       | -300 ordinary
        2021-02-03 00:00:00 | settled s2 1000              | took -300 paid 1300 carried 0
        2021-02-04 00:00:00 | settled s3 1000              | took 0 paid 1000 carried 0
        """);

    [Fact]
    public void What_is_owed_back_pays_other_charges_first() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                     |
        2021-02-01 10:00:00 | transfer c1 user after-sales | +300 ordinary
        2021-02-02 00:00:00 | settled s1 1000              | took 300 paid 700 carried 0
        2021-02-12 10:00:00 | transfer c2 user after-sales | +450 holiday
        2021-02-01 09:00:00 | hosted                       | -300 ordinary, -450 holiday
        2021-02-12 09:00:00 | self-run                     | +450 holiday
        2021-02-13 00:00:00 | settled s2 100               | took 100 paid 0 carried 50
        """);

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
}
