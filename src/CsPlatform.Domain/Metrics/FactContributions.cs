using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// What facts that are no messages add to their shop's days: by the rulebook in force on the day of each unit, to that day. New facts
/// change the days by the difference between what they add with and without them, provided that the facts they are seen among
/// are complete for every unit whose contribution differs: the same subject, and what <see cref="FactBonds"/> ties to it.
/// </summary>
public static class FactContributions
{
    /// <summary>
    /// The sums by metric and day that are not both 0. A numerator may stand without a denominator: a complaint counts on its own
    /// day, whoever consulted then. Online time belongs to days on which nothing happened as well: <see cref="DayFacts"/> has it.
    /// </summary>
    public static Dictionary<FactKey, FactChange> Of(ShopFacts facts, IEnumerable<Rulebook> versions)
    {
        var found = new Dictionary<FactKey, FactChange>();
        foreach (var rulebook in versions)
        {
            var days = new Period(rulebook.Version, rulebook.EndsBefore ?? LocalDate.MaxIsoValue);
            foreach (var metric in rulebook.Metrics.Where(metric => Concerns(metric.Formula, facts)))
            {
                foreach (var unit in Units(facts, metric.Formula, days).Where(unit => unit.Above != 0 || unit.Below != 0))
                {
                    var key = new FactKey(metric.Id, ChinaTime.Day(unit.At));
                    found[key] = found.GetValueOrDefault(key) + new FactChange(unit.Above, unit.Below);
                }
            }
        }

        return found;
    }

    /// <summary>What leads from one to the other, without what stays.</summary>
    public static IEnumerable<KeyValuePair<FactKey, FactChange>> Differences(
        IReadOnlyDictionary<FactKey, FactChange> before, IReadOnlyDictionary<FactKey, FactChange> after)
    {
        foreach (var key in before.Keys.Union(after.Keys))
        {
            var (left, right) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            var change = new FactChange(right.Numerator - left.Numerator, right.Denominator - left.Denominator);
            if (!change.IsNone)
            {
                yield return KeyValuePair.Create(key, change);
            }
        }
    }

    // Most subjects concern few formulas: those that find nothing are not asked.
    private static bool Concerns(MetricFormula formula, ShopFacts facts) => formula switch
    {
        RatingShareFormula => Has<ServiceRating>(facts),
        ReviewShareFormula or ReviewMeanFormula or ReviewReplyShareFormula => Has<Review>(facts),
        ComplaintRateFormula => Has<Complaint>(facts) || Has<BuyerContact>(facts),
        StepInTimeFormula or StepShareFormula or StepMeanTimeFormula => Has<AfterSalesStep>(facts),
        ReturnRateFormula or QualityRefundsFormula => Has<AfterSalesStep>(facts) || Has<OrderStep>(facts),
        OrderShareFormula or SalePresenceFormula => Has<OrderStep>(facts),
        DisputeRateFormula => Has<DisputeStep>(facts) || Has<OrderStep>(facts),
        SampleShareFormula => Has<SampleCheck>(facts),
        _ => formula is CountedFormula,
    };

    private static bool Has<T>(ShopFacts facts)
        where T : ShopFact => facts.Everything.Any(fact => fact is T);

    // The units of each day by itself: what counts once in a period counts once on each of its days here.
    private static IReadOnlyList<MeasuredUnit> Units(ShopFacts facts, MetricFormula formula, Period days) => formula switch
    {
        ComplaintRateFormula complaints =>
            Measurements.Of(facts, complaints with { Consumers = ConsumerCount.OnceADay }, days).Units,
        SalePresenceFormula sale => Formulas.SalePresence.Sales(facts, sale, days),
        MeanOnlineTimeFormula => [],
        CountedFormula counted => Measurements.Of(facts, counted, days).Units,
        _ => [],
    };
}
