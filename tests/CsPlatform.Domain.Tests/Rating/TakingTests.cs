using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>From what money an amount or a shortfall is taken, and what of it is not.</summary>
public class TakingTests
{
    private static readonly Instant At = Instant.FromUtc(2022, 9, 1, 4, 0);
    private static readonly ShopKey Shop = new("kuaishou", "lily");

    [Fact]
    public void An_amount_without_a_fund_source_is_held_whole_and_nothing_is_booked()
    {
        var taking = AmountTaking.Of(Due(6000, AmountParty.Platform), new Fen(100_000), At);

        Assert.Equal((null, Fen.Zero, new Fen(6000)), (taking.Entry, taking.Taken, taking.Held));
    }

    [Fact]
    public void The_deposit_gives_what_is_in_it_and_sales_proceeds_owe_the_rest()
    {
        var taking = AmountTaking.Of(Due(6000, AmountParty.Platform, FundSource.Deposit, FundSource.SalesProceeds), new Fen(2500), At);

        Assert.Equal((new Fen(6000), Fen.Zero), (taking.Taken, taking.Held));
        Assert.Equal(LedgerTransactionKind.Fine, taking.Entry!.Kind);
        Assert.Equal("fine:ks.fine:d1", taking.Entry.Id);
        Assert.Equal(
            [(AccountKind.ShopDeposit, 2500L), (AccountKind.ShopReceivable, 3500L), (AccountKind.PenaltyRevenue, -6000L)],
            taking.Entry.Postings.Select(p => (p.Account.Kind, p.Amount.Amount)));
    }

    [Fact]
    public void What_a_deposit_alone_does_not_cover_is_held()
    {
        var taking = AmountTaking.Of(Due(6000, AmountParty.Customer, FundSource.Deposit), new Fen(2500), At);

        Assert.Equal((new Fen(2500), new Fen(3500)), (taking.Taken, taking.Held));
        Assert.Equal(LedgerTransactionKind.Compensation, taking.Entry!.Kind);
        Assert.Equal(new Fen(-2500), taking.Entry.Net(AccountKind.CustomerClearing));
    }

    [Fact]
    public void An_empty_deposit_and_an_amount_of_0_book_nothing()
    {
        Assert.Null(AmountTaking.Of(Due(6000, AmountParty.Platform, FundSource.Deposit), Fen.Zero, At).Entry);
        Assert.Null(AmountTaking.Of(Due(0, AmountParty.Platform, FundSource.SalesProceeds), Fen.Zero, At).Entry);
    }

    [Fact]
    public void A_reversal_turns_every_line_and_cannot_be_reversed_itself()
    {
        var booked = AmountTaking.Of(Due(6000, AmountParty.Platform, FundSource.SalesProceeds), Fen.Zero, At).Entry!;
        var reversed = booked.Reversed();

        Assert.Equal(booked.Postings.Select(p => -p.Amount), reversed.Postings.Select(p => p.Amount));
        Assert.Equal((LedgerTransactionKind.Reversal, booked.OccurredAt), (reversed.Kind, reversed.OccurredAt));
        Assert.Throws<InvalidOperationException>(reversed.Reversed);
    }

    [Fact]
    public void A_fee_is_owed_by_the_shop_and_a_booking_of_nothing_is_refused()
    {
        var fee = Bookings.Fee("fee:1", Shop, "1", At, new Fen(90_000));

        Assert.Equal(new Fen(90_000), fee.Net(AccountKind.ShopReceivable));
        Assert.Equal(new Fen(-90_000), fee.Net(AccountKind.ServiceFeeRevenue));
        Assert.Throws<ArgumentException>(() => Bookings.Fee("fee:2", Shop, "2", At, Fen.Zero));
    }

    [Theory]
    [InlineData(ShortfallPolicy.CarryForward, 1000, 0)]
    [InlineData(ShortfallPolicy.Deposit, 1000, 350)]
    [InlineData(ShortfallPolicy.Deposit, 349, 349)]
    [InlineData(ShortfallPolicy.Deposit, 0, 0)]
    [InlineData(ShortfallPolicy.Deposit, -1, 0)]
    public void A_shortfall_is_taken_from_the_deposit_only_where_configured_and_never_below_0(
        ShortfallPolicy policy, long deposit, long taken)
    {
        OpenItem[] open =
        [
            new(At, "b", new Fen(250)), new(At - Duration.FromDays(1), "a", new Fen(100)), new(At, "c", new Fen(-50)),
            new(At + Duration.FromNanoseconds(1), "later", new Fen(900)),
        ];
        var settled = new Deduction("s1", Shop, At, new FactId("t", "s"), new Fen(10), new Fen(350), []);

        var draw = DepositDraw.Decide(settled, open, policy, new Fen(deposit));

        Assert.Equal(new Fen(taken), draw?.Taken ?? Fen.Zero);
        Assert.Equal(taken == 0, draw is null);
        Assert.Equal(taken == 0 ? null : "a", draw?.Lines[0].ChargeId);
        Assert.Equal(new Fen(-taken), draw?.ToLedger().Net(AccountKind.ShopReceivable) ?? Fen.Zero);
    }

    private static AmountDue Due(long fen, AmountParty payee, params FundSource[] sources) => new(
        new RuleCitation("kuaishou", "2022-08-01", "00", "ks.fine", "handbook 6.3 (copy)"),
        new DueKey("ks.fine", Shop, "d1"), AmountParty.Merchant, payee, sources, new Fen(fen), "");
}
