using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using CsPlatform.Domain.Timelines;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>What holds for every set of facts and every formula over them, in whatever order the facts arrive.</summary>
[Trait("kind", "property")]
public class CountedMetricProperties
{
    private static readonly LocalDate First = new(2026, 1, 26);
    private static readonly DailyHours Day = new(new LocalTime(9, 0), new LocalTime(21, 0));
    private static readonly ReviewScope Scope = new(
        new HashSet<ReviewItem> { ReviewItem.Overall, ReviewItem.Service }, true, true, 2);

    private static readonly CountedFormula[] Formulas =
    [
        new RatingShareFormula(4, 5, 5, Day, true),
        new ReviewShareFormula(Scope, 4, 5),
        new ReviewMeanFormula(Scope),
        new ReviewReplyShareFormula(3),
        new ComplaintRateFormula(new HashSet<string> { "辱骂" }, ConsumerCount.OnceADay),
        new QualityRefundsFormula(Duration.FromHours(18), OrderStepKind.SignedFor),
        new QualityRefundsFormula(Duration.FromHours(18), null),
        new StepInTimeFormula(AfterSalesStepKind.Applied, AfterSalesStepKind.Reviewed, Duration.FromMinutes(20), Day, false),
        new StepInTimeFormula(AfterSalesStepKind.Pending, AfterSalesStepKind.Result, Duration.FromHours(6), Day, true),
        new StepShareFormula(AfterSalesStepKind.AwaitingCustomer, AfterSalesStepKind.Reviewed),
        new StepMeanTimeFormula(
            [(AfterSalesStepKind.Applied, AfterSalesStepKind.Reviewed), (AfterSalesStepKind.Pending, AfterSalesStepKind.Result)]),
        new ReturnRateFormula(OrderStepKind.Finished),
        new SampleShareFormula(),
        new OrderShareFormula(OrderStepKind.PickedUpAbnormally, OrderStepKind.PickedUp),
        new DisputeRateFormula(new HashSet<DisputeLiability> { DisputeLiability.Seller, DisputeLiability.Both }, true, OrderStepKind.Paid),
        new MeanOnlineTimeFormula(Day),
    ];

    private static readonly CountedFormula[] All =
    [
        .. Formulas,
        new SalePresenceFormula(OrderStepKind.Paid),
        new ComplaintRateFormula(new HashSet<string> { "辱骂" }, ConsumerCount.Once),
    ];

    // Ten days over a month's end in steps of 10 minutes; few names, so that orders get several steps.
    private static readonly Gen<ShopFact> Fact =
        from id in Gen.Choose(0, 300)
        from kind in Gen.Choose(0, 13)
        from name in Gen.Choose(0, 5)
        from step in Gen.Choose(0, (10 * 144) - 1)
        from number in Gen.Choose(1, 6)
        select Made(id, kind, $"n{name}", step, number);

    private static readonly Arbitrary<ShopFact[]> Facts =
        Fact.ArrayOf(80).Select(all => all.DistinctBy(fact => fact.Key).ToArray()).ToArbitrary();

    // Every shipped rulebook, as if it held now.
    private static readonly IReadOnlyList<Rulebook> Shipped =
    [
        .. ScenarioRow.Catalogue.Platforms.SelectMany(ScenarioRow.Catalogue.Versions)
            .Select(rulebook => rulebook with { Version = First.PlusDays(-40), EndsBefore = null }),
    ];

    private static readonly Period Whole = new(First, First.PlusDays(10));

    [Fact]
    public void The_order_of_arrival_does_not_matter() => Check(facts => All.All(formula =>
        Same(Measurements.Of(ShopFacts.Of(facts), formula, Whole), Measurements.Of(ShopFacts.Of(facts.Reverse()), formula, Whole))));

    [Fact]
    public void A_fact_that_comes_again_changes_nothing() => Check(facts => All.All(formula =>
        Same(Measurements.Of(ShopFacts.Of(facts), formula, Whole), Measurements.Of(ShopFacts.Of([.. facts, .. facts]), formula, Whole))));

    [Fact]
    public void A_share_stays_within_0_and_1_and_every_part_is_0_or_more() => Check(facts => All.All(formula =>
    {
        var found = Measurements.Of(ShopFacts.Of(facts), formula, Whole);
        return found.Units.All(unit => unit is { Above: >= 0, Below: >= 0 })
            && (formula.Measure != MetricMeasure.Share || found.Numerator <= found.Denominator);
    }));

    [Fact]
    public void A_period_is_the_sum_of_its_days() => Check(facts => Formulas.All(formula =>
    {
        var shop = ShopFacts.Of(facts);
        var whole = Measurements.Of(shop, formula, Whole);
        var days = Enumerable.Range(0, 10).Select(i => Measurements.Of(shop, formula, Period.OfDay(First.PlusDays(i)))).ToList();
        return whole.Numerator == days.Sum(day => day.Numerator) && whole.Denominator == days.Sum(day => day.Denominator);
    }));

    [Fact]
    public void Days_of_every_shipped_rulebook_add_up_to_what_its_metrics_find() => Check(facts =>
    {
        var shop = ShopFacts.Of(facts);
        return Shipped.All(rulebook =>
        {
            var days = FactContributions.Of(shop, [rulebook]);
            return rulebook.Metrics.Where(metric => metric.Formula is CountedFormula && AddsUp(metric.Formula)).All(metric =>
            {
                var found = Measurements.Of(shop, (CountedFormula)metric.Formula, Whole);
                var sum = days.Where(day => day.Key.MetricId == metric.Id && Whole.Contains(day.Key.Day))
                    .Aggregate(default(FactChange), (all, day) => all + day.Value);
                return sum == new FactChange(found.Numerator, found.Denominator);
            });
        });
    });

    [Fact]
    public void A_batch_changes_the_days_by_what_they_come_to_with_it_less_what_they_came_to_without() => Check(facts =>
        Shipped.All(rulebook =>
        {
            var before = FactContributions.Of(ShopFacts.Of(facts.Take(facts.Length / 2)), [rulebook]);
            var after = FactContributions.Of(ShopFacts.Of(facts), [rulebook]);
            var changed = new Dictionary<FactKey, FactChange>(before);
            foreach (var (key, difference) in FactContributions.Differences(before, after))
            {
                changed[key] = changed.GetValueOrDefault(key) + difference;
            }

            return changed.Where(day => !day.Value.IsNone).OrderBy(day => $"{day.Key}")
                .SequenceEqual(after.OrderBy(day => $"{day.Key}"));
        }));

    [Fact]
    public void What_happens_outside_a_period_by_other_orders_changes_nothing_in_it() => Check(facts =>
    {
        var stranger = new SampleCheck(ChinaTime.StartOf(Whole.End), new EventKey("x", "1"), false);
        return All.All(formula =>
            Same(Measurements.Of(ShopFacts.Of(facts), formula, Whole), Measurements.Of(ShopFacts.Of([.. facts, stranger]), formula, Whole)));
    });

    [Fact]
    public void An_earlier_review_never_makes_the_share_in_time_worse() => Check(facts =>
    {
        var formula = new StepInTimeFormula(AfterSalesStepKind.Applied, AfterSalesStepKind.Reviewed, Duration.FromMinutes(20), Day, false);
        var orders = facts.OfType<AfterSalesStep>().Where(step => step.Step == AfterSalesStepKind.Applied).ToList();
        var reviewed = orders.Select(step =>
            (ShopFact)new AfterSalesStep(step.OccurredAt, new EventKey("x", step.Key.Id), step.AfterSalesId, "o", AfterSalesStepKind.Reviewed, false));
        var rate = Measurements.Of(ShopFacts.Of([.. orders, .. reviewed]), formula, Whole);
        return rate.Numerator == rate.Denominator && rate.Denominator == orders.Select(order => order.AfterSalesId).Distinct().Count();
    });

    private static bool AddsUp(MetricFormula formula) => !DayFacts.CountsEveryDay(formula)
        && formula is not ComplaintRateFormula { Consumers: ConsumerCount.Once };

    private static bool Same(Measurement left, Measurement right) => left.IsRate == right.IsRate && left.Units.SequenceEqual(right.Units);

    private static ShopFact Made(int id, int kind, string name, int step, int number)
    {
        var key = new EventKey("im", $"{id:000}");
        var at = ChinaTime.StartOf(First) + Duration.FromMinutes(10L * step);
        return kind switch
        {
            0 => new ServiceRating(at, key, name, $"b{number}", number, number > 2 ? at : null),
            1 => new BuyerReport(at, key, $"b{number}"),
            2 or 3 => new Review(at, key, name, $"b{number}", at, number > 3 ? ReviewItem.Overall : ReviewItem.Service, number, number == 6),
            4 => new ReviewMark(at, key, name),
            5 => new ReviewReply(at, key, name),
            6 => new Complaint(at, key, name, number > 3 ? "辱骂" : "发货慢"),
            7 => new BuyerContact(at, key, name),
            8 or 9 => new AfterSalesStep(at, key, name, name, (AfterSalesStepKind)Math.Min(number, 5), number == 1),
            10 => new OrderStep(at, key, name, $"b{number}", (OrderStepKind)number, number),
            11 => new SampleCheck(at, key, number > 3),
            12 => number == 6 ? new DisputeAppeal(at, key, name) : new DisputeStep(at, key, name, (DisputeLiability)Math.Min(number, 4)),
            _ => new OnlineInterval(at, key, name, number == 6 ? null : at + Duration.FromHours(number)),
        };
    }

    private static void Check(Func<ShopFact[], bool> holds) => Prop.ForAll(Facts, holds).QuickCheckThrowOnFailure();
}
