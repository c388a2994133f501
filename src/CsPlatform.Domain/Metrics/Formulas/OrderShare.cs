using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Metrics.Formulas;


/// <summary>
/// 异常揽收率 (handbook 6.1): orders that had one step over orders that had another, each in the period of its own step.
/// </summary>
public static class OrderShare
{
    /// <summary>A unit per order and step of the period.</summary>
    public static Measurement Of(ShopFacts facts, OrderShareFormula formula, Period days)
    {
        var had =
            from order in Steps(facts, formula.Had, days)
            select new MeasuredUnit(order.OrderId, order.Key, order.OccurredAt, 1, 0, UnitReason.Amount);
        return Measurement.Of(had.Concat(Base(facts, formula.Over, days)));
    }

    /// <summary>Orders with a step in the period, as what something else is counted against.</summary>
    internal static IEnumerable<MeasuredUnit> Base(ShopFacts facts, OrderStepKind over, Period days) =>
        from order in Steps(facts, over, days)
        select new MeasuredUnit(order.OrderId, order.Key, order.OccurredAt, 0, 1, UnitReason.Base);

    /// <summary>The first time of a step of each order, where it lies in the period.</summary>
    internal static IEnumerable<OrderStep> Steps(ShopFacts facts, OrderStepKind step, Period days) => facts.All<OrderStep>()
        .Where(order => order.Step == step)
        .DistinctBy(order => order.OrderId)
        .Where(order => days.Contains(ChinaTime.Day(order.OccurredAt)));
}
