using CsPlatform.Domain.Ledger;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rulebooks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What holds for every amount rule and all facts.</summary>
[Trait("kind", "property")]
public class AmountProperties
{
    private static readonly ShopKey Shop = new("any", "lily");
    private static readonly LocalDate Day = new(2021, 2, 1);
    private static readonly RuleHead Head = new("any.rule", "甲", "a", "乙", "b", "handbook (seed)", Day, null, [], []);
    private static readonly RuleCitation Citation = new("any", "2021-02-01", "00", "any.rule", "handbook (seed)");

    // Floor and ceiling in order; small sums, so that both ends and halves of a fen are met often.
    private static readonly Arbitrary<(ShareAmount Form, int Paid, int More)> Shares = (
        from share in Gen.Choose(1, Percentage.Whole)
        from floor in Gen.Choose(1, 2_000)
        from span in Gen.Choose(0, 20_000)
        from paid in Gen.Choose(0, 100_000)
        from more in Gen.Choose(0, 1_000)
        select (new ShareAmount(new Percentage(share), AmountBase.Paid, new Fen(floor), new Fen(floor + span)), paid, more)).ToArbitrary();

    private static readonly Arbitrary<(AmountForm Form, int Paid, int Deposit, int Sources, bool Customer)> Takings = (
        from form in Gen.Elements<AmountForm>(
            new FlatAmount(new Fen(100_000)),
            new MultipleAmount(new Fraction(9, 5), AmountBase.Paid, new Fen(5_000)),
            new PerCaseAmount(new Fen(300)),
            new ShareAmount(new Percentage(3_000), AmountBase.Paid, null, null))
        from paid in Gen.Choose(0, 100_000)
        from deposit in Gen.Choose(0, 200_000)
        from sources in Gen.Choose(0, 4)
        from customer in Gen.Choose(0, 1)
        select (form, paid, deposit, sources, customer == 1)).ToArbitrary();

    [Fact]
    public void A_share_never_leaves_floor_and_ceiling_and_grows_with_what_was_paid() =>
        Prop.ForAll(Shares, given =>
        {
            var (less, more) = (Due(given.Form, given.Paid), Due(given.Form, given.Paid + given.More));

            Assert.InRange(less.Value.Amount, given.Form.Floor!.Value.Amount, given.Form.Ceiling!.Value.Amount);
            Assert.True(less.Value <= more.Value);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_multiple_never_leaves_its_floor_grows_with_what_was_paid_and_is_half_a_fen_off_at_most() =>
        Prop.ForAll(Gen.Choose(1, 9_999).Zip(Gen.Choose(0, 1_000_000)).ToArbitrary(), given =>
        {
            var form = new MultipleAmount(Fraction.Thousandths(given.Item1), AmountBase.Paid, new Fen(5_000));
            var (less, more) = (Due(form, given.Item2), Due(form, given.Item2 + 1));
            var exact = form.Factor * given.Item2;

            Assert.True(less.Value.Amount >= 5_000 && less.Value <= more.Value);
            Assert.True(exact < 5_000 || (exact - less.Value.Amount) * 2 <= 1 && (less.Value.Amount - exact) * 2 <= 1);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void The_same_facts_give_the_same_outcome_to_the_last_letter() =>
        Prop.ForAll(Shares, given =>
            Assert.Equal($"{Due(given.Form, given.Paid)}", $"{Due(given.Form, given.Paid)}")).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Postings_balance_and_the_deposit_never_falls_below_0() => Prop.ForAll(Takings, given =>
    {
        var due = Due(given.Form, given.Paid, Sources(given.Sources), given.Customer ? AmountParty.Customer : AmountParty.Platform);
        var taking = AmountTaking.Of(due, new Fen(given.Deposit), ChinaTime.StartOf(Day));

        Assert.Equal(due.Value, taking.Taken + taking.Held);
        Assert.Equal(taking.Taken.IsZero, taking.Entry is null);
        if (taking.Entry is { } entry)
        {
            Assert.Equal(Fen.Zero, Fen.Sum(entry.Postings.Select(p => p.Amount)));
            Assert.InRange(entry.Net(AccountKind.ShopDeposit).Amount, 0, given.Deposit);
            var to = given.Customer ? AccountKind.CustomerClearing : AccountKind.PenaltyRevenue;
            Assert.Equal(-taking.Taken, entry.Net(to));
            Assert.Equal(taking.Taken, entry.Reversed().Net(to));
        }
    }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void A_worse_score_never_costs_less() =>
        Prop.ForAll(Gen.Choose(0, 120_000).Zip(Gen.Choose(0, 5_000)).ToArbitrary(), given =>
        {
            var form = (BandedAmount)Scenarios.ScenarioRow.Catalogue.Find("jd", Day)!
                .Amounts.Single(rule => rule.Head.Id == "jd.fine.service_score").Form;
            var (worse, better) = (Scored(form, given.Item1), Scored(form, given.Item1 + given.Item2));

            Assert.True(worse >= better);
        }).Check(Config.QuickThrowOnFailure);

    private static Fen Scored(BandedAmount form, int thousandths)
    {
        var facts = new AmountFacts(Shop, "1", Day, ChinaTime.StartOf(Day)) { Score = Fraction.Thousandths(thousandths) };
        return ((AmountDue)AmountDecision.Of(Rule(form, [], AmountParty.Platform), Citation, facts, new HashSet<DueKey>())).Value;
    }

    private static AmountDue Due(AmountForm form, int paid, FundSource[]? sources = null, AmountParty payee = AmountParty.Customer)
    {
        var facts = new AmountFacts(Shop, "o1", Day, ChinaTime.StartOf(Day)) { Paid = new Fen(paid) };
        return (AmountDue)AmountDecision.Of(Rule(form, sources ?? [], payee), Citation, facts, new HashSet<DueKey>());
    }

    private static AmountRule Rule(AmountForm form, FundSource[] sources, AmountParty payee) =>
        new(Head, AmountParty.Merchant, payee, sources, DueOncePer.Order, AmountTrigger.Decision, form);

    private static FundSource[] Sources(int choice) => choice switch
    {
        0 => [],
        1 => [FundSource.Deposit],
        2 => [FundSource.SalesProceeds],
        3 => [FundSource.Deposit, FundSource.SalesProceeds],
        _ => [FundSource.SalesProceeds, FundSource.Deposit],
    };
}
