using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Tests.Ledger;

public class LedgerTransactionTests
{
    private static readonly ShopKey Shop = new("xiaohongshu", "lily");
    private static readonly Instant At = Instant.FromUtc(2021, 2, 1, 4, 0);

    [Fact]
    public void Balanced_postings_make_a_transaction()
    {
        var booked = Build(("receivable", 300), ("revenue", -300));

        Assert.Equal(new Fen(300), booked.Net(AccountKind.ShopReceivable));
        Assert.Equal(new Fen(-300), booked.Net(AccountKind.ServiceFeeRevenue));
    }

    [Theory]
    [InlineData(300, -299)]
    [InlineData(300, 300)]
    [InlineData(long.MaxValue, -1)]
    public void Postings_that_do_not_sum_to_0_are_refused(long receivable, long revenue)
    {
        var refused = Assert.Throws<UnbalancedTransactionException>(() => Build(("receivable", receivable), ("revenue", revenue)));

        Assert.Equal("t1", refused.TransactionId);
    }

    [Fact]
    public void Fewer_than_two_postings_are_refused()
    {
        Assert.Throws<UnbalancedTransactionException>(() => Build());
    }

    [Fact]
    public void A_posting_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Posting(Account.For(AccountKind.ShopReceivable, Shop), Fen.Zero));
    }

    [Fact]
    public void A_posting_to_another_shop_is_refused()
    {
        var stranger = Account.For(AccountKind.ShopReceivable, new ShopKey("xiaohongshu", "anny"));
        Posting[] postings = [new(stranger, new Fen(1)), new(Account.For(AccountKind.ServiceFeeRevenue, Shop), new Fen(-1))];

        Assert.Throws<ArgumentException>(() => new LedgerTransaction("t1", Shop, LedgerTransactionKind.Charge, "c1", At, postings));
    }

    [Fact]
    public void Sums_that_do_not_fit_throw_instead_of_wrapping()
    {
        Assert.Throws<OverflowException>(() => new Fen(long.MaxValue) + new Fen(1));
        Assert.Throws<OverflowException>(() => -new Fen(long.MinValue));
        Assert.Throws<OverflowException>(() => new Fen(long.MaxValue / 2) * 3);
        Assert.Throws<OverflowException>(() => Build(("receivable", long.MaxValue), ("revenue", 1)));
    }

    [Fact]
    public void The_platforms_accounts_belong_to_no_shop_and_the_shops_to_one()
    {
        Assert.Throws<ArgumentException>(() => new Account(AccountKind.ServiceFeeRevenue, "xiaohongshu", "lily"));
        Assert.Throws<ArgumentException>(() => new Account(AccountKind.ShopReceivable, "xiaohongshu", null));
    }

    private static LedgerTransaction Build(params (string Account, long Amount)[] postings) => new(
        "t1", Shop, LedgerTransactionKind.Charge, "c1", At,
        [.. postings.Select(p => new Posting(
            Account.For(p.Account == "receivable" ? AccountKind.ShopReceivable : AccountKind.ServiceFeeRevenue, Shop),
            new Fen(p.Amount)))]);
}
