using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Rating;

/// <summary>What holds where a user's day is the unit, for every sequence of facts.</summary>
[Trait("kind", "property")]
public class UserDayProperties
{
    private static readonly Instant Start = ChinaTime.StartOf(new LocalDate(2021, 2, 10));

    private static readonly Gen<Func<FactId, BillingFact>> Facts =
        from kind in Gen.Choose(0, 5)
        from hour in Gen.Choose(0, 4 * 24)
        from consultation in Gen.Choose(1, 5)
        from buyer in Gen.Choose(1, 2)
        select Fact(kind, Start + Duration.FromHours(hour), $"c{consultation}", $"b{buyer}");

    private static readonly Arbitrary<BillingFact[]> Sequences = Gen.ListOf(Facts, 30)
        .Select(list => list.Select((make, i) => make(new FactId("p", $"{i:000}"))).ToArray())
        .ToArbitrary();

    [Fact]
    public void A_users_day_has_one_charge_at_most_in_the_end() => Check(facts =>
    {
        var book = Fold(facts);
        var buyers = book.Consultations.ToDictionary(c => c.Id, c => c.Buyer ?? "only " + c.Id);
        var standing = book.Usages.Where(usage => usage is { Standing: not null, Judged.Key.Kind: ChargeKind.HostedTransfer });

        Assert.All(
            standing.GroupBy(usage => (buyers[usage.Judged.Key.ConsultationId], usage.Decision.Day)),
            day => Assert.Single(day));
    });

    [Fact]
    public void The_order_in_which_facts_became_known_does_not_matter() => Check(facts =>
        Assert.Equal(Standing(Fold(facts)), Standing(Fold([.. facts.Reverse()]))));

    private static void Check(Action<BillingFact[]> holds) => Prop.ForAll(Sequences, holds).Check(Config.QuickThrowOnFailure);

    private static ShopBook Fold(BillingFact[] facts)
    {
        var book = Market.Book(Market.Both, TransferDedup.UserPerDay);
        facts.ToList().ForEach(fact => book.Apply(fact));
        return book;
    }

    private static IEnumerable<string> Standing(ShopBook book) => book.Usages
        .Where(usage => usage.Decision.State != UsageState.Void)
        .Select(usage => $"{usage.Judged.Key} {usage.Decision} {usage.Standing?.Amount}")
        .Order(StringComparer.Ordinal);

    private static Func<FactId, BillingFact> Fact(int kind, Instant at, string consultation, string buyer) => kind switch
    {
        0 => id => new ModeChangedFact(id, at, buyer == "b1" ? ServiceMode.Hosted : ServiceMode.SelfRun),
        1 => id => new MessageFact(id, at, consultation, buyer),
        2 => id => new ConsultationOpenedFact(id, at, consultation, buyer),
        _ => id => new TransferFact(id, at, consultation, TransferInitiator.User, ConsultationKind.AfterSales),
    };
}
