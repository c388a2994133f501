using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What is charged, and what not, as operations people would write it down (handbook 1.1 and 1.2).</summary>
public class ChargingScenarios
{
    [Fact]
    public void A_transfer_by_the_user_is_charged_once_per_consultation_while_self_run_is_open() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                        |
        2021-02-01 10:00:00 | message c1                      |
        2021-02-01 10:05:00 | transfer c1 user after-sales    | +300 ordinary
        2021-02-01 10:09:00 | transfer c1 user after-sales    |
        2021-02-01 10:10:00 | transfer c2 agent after-sales   |
        2021-02-01 10:11:00 | transfer c3 user pre-sales      |
        2021-02-01 10:12:00 | transfer c4 user unknown        |
        2021-02-01 10:13:00 | transfer c2 user after-sales    | +300 ordinary
        """);

    [Fact]
    public void Statutory_holidays_have_their_own_price_by_the_natural_day_of_the_transfer() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00     | self-run                     |
        2021-02-07 12:00:00     | transfer c1 user after-sales | +300 ordinary
        2021-02-11 23:59:59.999 | transfer c2 user after-sales | +300 ordinary
        2021-02-12 00:00:00     | transfer c3 user after-sales | +450 holiday
        2021-02-14 23:59:59.999 | transfer c4 user after-sales | +450 holiday
        2021-02-15 00:00:00     | transfer c5 user after-sales | +300 ordinary
        """);

    [Fact]
    public void A_late_earlier_transfer_takes_the_place_of_the_later_one() => Scenario.Run(Market.Book(), """
        2021-01-01 00:00:00 | self-run                        |
        2021-02-12 00:30:00 | transfer c1 user after-sales    | +450 holiday
        2021-02-11 23:30:00 | transfer c1 user after-sales    | -450 holiday, +300 ordinary
        2021-02-11 22:30:00 | transfer c1 agent after-sales   |
        """);

    [Fact]
    public void A_late_mode_change_is_corrected_by_taking_back_and_adding() => Scenario.Run(WithHostedPrice(), """
        2021-02-01 10:00:00 | message c1                      | +200 ordinary
        2021-02-01 10:05:00 | transfer c1 user after-sales    |
        2021-02-01 11:00:00 | transfer c2 user after-sales    |
        2021-02-01 09:00:00 | self-run                        | -200 ordinary, +300 ordinary, +300 ordinary
        2021-02-01 10:30:00 | hosted                          | -300 ordinary
        2021-02-01 10:02:00 | hosted                          | -300 ordinary
        2021-02-01 10:01:00 | self-run                        |
        """);

    [Fact]
    public void The_mode_at_the_very_instant_of_a_change_is_the_new_one() => Scenario.Run(WithHostedPrice(), """
        2021-02-01 09:00:00     | self-run                     |
        2021-02-01 10:00:00     | hosted                       |
        2021-02-01 09:59:59.999 | transfer c1 user after-sales | +300 ordinary
        2021-02-01 10:00:00     | transfer c2 user after-sales |
        2021-02-01 10:00:00     | message c3                   | +200 ordinary
        2021-02-01 09:59:59.999 | message c4                   |
        """);

    [Fact]
    public void A_hosted_consultation_is_charged_at_its_start_whatever_arrives_first() => Scenario.Run(WithHostedPrice(), """
        2021-02-11 23:59:59 | message c1                      | +200 ordinary
        2021-02-12 00:00:01 | message c1                      |
        2021-02-12 00:00:00 | opened c1                       | -200 ordinary, +350 holiday
        2021-02-11 23:00:00 | opened c1                       | -350 holiday, +200 ordinary
        2021-02-11 22:00:00 | message c1                      |
        2021-02-11 22:59:00 | opened c1                       |
        2021-02-12 09:00:00 | self-run                        |
        2021-02-12 10:00:00 | transfer c1 user after-sales    |
        """);

    [Fact]
    public void Every_transfer_is_charged_where_the_rule_says_so()
        => Scenario.Run(Market.Book(dedup: TransferDedup.TransferEvent), """
        2021-01-01 00:00:00 | self-run                        |
        2021-02-01 10:05:00 | transfer c1 user after-sales    | +300 ordinary
        2021-02-01 10:09:00 | transfer c1 user after-sales    | +300 ordinary
        """);

    [Theory]
    [InlineData("message c1", "hosted", UsageState.Unrated, UsageReason.NoRate)]
    [InlineData("transfer c1 user after-sales", "hosted", UsageState.NotCharged, UsageReason.HostedMode)]
    [InlineData("transfer c1 agent pre-sales", "hosted", UsageState.NotCharged, UsageReason.NotByUser)]
    [InlineData("transfer c1 user pre-sales", "hosted", UsageState.NotCharged, UsageReason.PreSales)]
    [InlineData("transfer c1 user unknown", "self-run", UsageState.NotCharged, UsageReason.KindNotCharged)]
    [InlineData("transfer c1 user after-sales", "self-run", UsageState.Rated, UsageReason.None)]
    public void The_first_reason_in_the_documented_order_is_given(string fact, string mode, UsageState state, UsageReason reason)
    {
        var book = Market.Book();
        Scenario.Run(book, $"""
            2021-01-01 00:00:00 | {mode} |
            2021-02-01 10:05:00 | {fact} | {(state == UsageState.Rated ? "+300 ordinary" : "")}
            """);

        var usage = Assert.Single(book.Usages);
        Assert.Equal((state, reason), (usage.Decision.State, usage.Decision.Reason));
        Assert.Equal(state == UsageState.Rated, usage.Standing is not null);
    }

    [Theory]
    [InlineData("2020-12-31 23:59:59.999", UsageState.NotCharged, UsageReason.NoRule)]
    [InlineData("2021-01-01 00:00:00", UsageState.Unrated, UsageReason.NoTariff)]
    [InlineData("2022-01-01 00:00:00", UsageState.Unrated, UsageReason.DayWithoutClass)]
    public void Without_a_rule_a_class_or_a_tariff_of_its_day_usage_is_kept_and_never_charged_0(
        string at, UsageState state, UsageReason reason)
    {
        var book = Market.Book(new Tariffs([Market.Tariff("later", new LocalDate(2021, 3, 1), 300, 450)]));
        Scenario.Run(book, $"""
            2020-01-01 00:00:00 | self-run                     |
            {at}                | transfer c1 user after-sales |
            """);

        var usage = Assert.Single(book.Usages);
        Assert.Equal((state, reason), (usage.Decision.State, usage.Decision.Reason));
    }

    [Fact]
    public void A_tariff_holds_from_its_first_day_until_the_next_ones()
    {
        var tariffs = new Tariffs([
            Market.Tariff("dearer", new LocalDate(2021, 2, 20), 500, 500), Market.Tariff("first", new LocalDate(2021, 2, 1), 300, 450)]);
        Scenario.Run(Market.Book(tariffs), """
            2021-01-01 00:00:00 | self-run                     |
            2021-01-31 23:59:59 | transfer c1 user after-sales |
            2021-02-01 00:00:00 | transfer c2 user after-sales | +300 ordinary
            2021-02-19 23:59:59 | transfer c3 user after-sales | +300 ordinary
            2021-02-20 00:00:00 | transfer c4 user after-sales | +500 ordinary
            """);
        Assert.Equal(new LocalDate(2021, 2, 20), tariffs.NextAfter(new LocalDate(2021, 2, 1)));
    }

    [Fact]
    public void Waiting_usage_is_rated_when_its_price_is_known_and_only_once()
    {
        var book = Market.Book(Tariffs.None);
        Scenario.Run(book, """
            2021-01-01 00:00:00 | self-run                     |
            2021-02-12 10:00:00 | transfer c2 user after-sales |
            2021-02-01 10:00:00 | transfer c1 user after-sales |
            """);
        var priced = Market.Book();
        foreach (var usage in book.Usages)
        {
            priced.Restore(usage);
        }

        Assert.Equal("+300 ordinary, +450 holiday", string.Join(", ", priced.RateWaiting().Select(Scenario.Say)));
        Assert.Empty(priced.RateWaiting());
    }

    [Fact]
    public void A_price_of_0_is_free_on_purpose_and_moves_nothing()
    {
        var book = Market.Book(new Tariffs([Market.Tariff("free", new LocalDate(2021, 1, 1), 0, 0)]));
        Scenario.Run(book, """
            2021-01-01 00:00:00 | self-run                     |
            2021-02-01 10:00:00 | transfer c1 user after-sales | +0 ordinary
            """);

        Assert.Null(Assert.Single(book.Usages).Standing!.ToLedger());
        Assert.Empty(book.Open.All);
    }

    private static ShopBook WithHostedPrice() => Market.Book(Market.Both);
}
